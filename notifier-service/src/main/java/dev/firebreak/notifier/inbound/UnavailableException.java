package dev.firebreak.notifier.inbound;

/** What a person waits for cannot be had in time. */
public final class UnavailableException extends RuntimeException {
    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
