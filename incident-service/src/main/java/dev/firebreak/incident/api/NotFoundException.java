package dev.firebreak.incident.api;

/** What was asked for does not exist; the message names it. */
final class NotFoundException extends RuntimeException {
    NotFoundException(String message) {
        super(message);
    }
}
