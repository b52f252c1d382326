package dev.firebreak.incident.access;

/** The service must not start with these settings; the message says which one, and what it should be. */
final class UnusableSettingException extends RuntimeException {
    UnusableSettingException(String message) {
        super(message);
    }
}
