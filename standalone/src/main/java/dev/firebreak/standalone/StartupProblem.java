package dev.firebreak.standalone;

import org.jspecify.annotations.Nullable;

/** Why Firebreak cannot start. The message is for the person at the terminal: what is wrong, then the way out. */
public final class StartupProblem extends RuntimeException {
    public StartupProblem(String wrong, String wayOut) {
        this(wrong, wayOut, null);
    }

    public StartupProblem(String wrong, String wayOut, @Nullable Throwable cause) {
        super(wrong + System.lineSeparator() + wayOut, cause);
    }
}
