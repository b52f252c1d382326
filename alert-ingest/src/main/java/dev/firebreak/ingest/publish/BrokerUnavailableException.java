package dev.firebreak.ingest.publish;

/** The broker did not acknowledge in time. */
public final class BrokerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerUnavailableException(Throwable cause) {
        super("the broker did not acknowledge", cause, false, false);
    }
}
