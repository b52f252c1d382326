package dev.firebreak.eventlog;

/** This record can never be handled, however often it is tried: it belongs on the dead-letter topic. */
public final class PoisonException extends RuntimeException {
    public PoisonException(String message) {
        super(message);
    }

    public PoisonException(String message, Throwable cause) {
        super(message, cause);
    }
}
