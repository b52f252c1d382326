package dev.firebreak.incident.api;

import org.jspecify.annotations.Nullable;

/** The request cannot be understood; the message says why, the pointer where in the body. */
public final class BadRequestException extends RuntimeException {
    private final @Nullable String pointer;

    public BadRequestException(String message) {
        this(message, null);
    }

    /** @param pointer a JSON pointer into the body; null when it is not about the body */
    public BadRequestException(String message, @Nullable String pointer) {
        super(message);
        this.pointer = pointer;
    }

    @Nullable
    String pointer() {
        return pointer;
    }
}
