package dev.firebreak.backtest;

import org.jspecify.annotations.Nullable;

/** What was recorded cannot be read; the message says where and why. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RecordingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
