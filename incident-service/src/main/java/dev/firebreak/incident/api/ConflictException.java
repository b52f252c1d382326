package dev.firebreak.incident.api;

/** What was asked for cannot be done as things stand; the message says how they stand. */
public final class ConflictException extends RuntimeException {
    public ConflictException(String message) {
        super(message);
    }
}
