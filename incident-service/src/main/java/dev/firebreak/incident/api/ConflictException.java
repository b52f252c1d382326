package dev.firebreak.incident.api;

/** What was asked for cannot be done as things stand; the message says how they stand. */
final class ConflictException extends RuntimeException {
    ConflictException(String message) {
        super(message);
    }
}
