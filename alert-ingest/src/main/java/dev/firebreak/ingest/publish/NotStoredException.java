package dev.firebreak.ingest.publish;

/** Nothing durable has it: not Kafka, and not the database either. The sender has to come again. */
public final class NotStoredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotStoredException(String reason) {
        super(reason, null, false, false);
    }
}
