package dev.firebreak.eventlog;

/** What a record on a dead-letter topic carries beside its own headers, as UTF-8 text. */
public final class DeadLetterHeaders {
    public static final String CAUSE = "dlt_cause";
    public static final String TOPIC = "dlt_topic";
    public static final String PARTITION = "dlt_partition";
    public static final String OFFSET = "dlt_offset";
    /** When it was given up, ISO 8601. */
    public static final String AT = "dlt_at";

    private DeadLetterHeaders() {}
}
