package dev.firebreak.eventlog;

/** What a record on a dead-letter topic carries beside its own headers, as UTF-8 text. */
public final class DeadLetterHeaders {
    /** What all of them begin with. */
    public static final String PREFIX = "dlt_";

    public static final String CAUSE = "dlt_cause";
    public static final String TOPIC = "dlt_topic";
    public static final String PARTITION = "dlt_partition";
    public static final String OFFSET = "dlt_offset";
    /** Consumer group that could not handle it. */
    public static final String CONSUMER = "dlt_consumer";
    /** When it was given up, ISO 8601. */
    public static final String AT = "dlt_at";

    /** On a record that was sent again: the letter that it was. Stays on it when it fails once more. */
    public static final String REPLAY_OF = "dlt_replay_of";

    private DeadLetterHeaders() {}
}
