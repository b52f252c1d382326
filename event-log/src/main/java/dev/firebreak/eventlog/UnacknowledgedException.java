package dev.firebreak.eventlog;

import org.jspecify.annotations.Nullable;

/** The broker did not take an event: the relay begins anew with it. */
final class UnacknowledgedException extends RuntimeException {
    UnacknowledgedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
