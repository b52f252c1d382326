package dev.firebreak.standalone;

import dev.firebreak.embedded.EmbeddedException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/** Turns what went wrong in a start into words for the person at the terminal. */
final class Diagnosis {
    private static final int LONGEST = 300;

    private Diagnosis() {}

    /** @param part what was being started, such as {@code incident-service} */
    static StartupProblem of(String part, Throwable thrown, Path logFile) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StartupProblem known -> {
                    return known;
                }
                case EmbeddedException known -> {
                    return new StartupProblem(
                            part + " did not start: " + known.getMessage() + ".", "More: " + logFile, thrown);
                }
                case PortInUseException taken -> {
                    return new StartupProblem(
                            "Port " + taken.getPort() + " for " + part + " was taken while Firebreak started.",
                            "Start again, or set another port.",
                            thrown);
                }
                case NoSuchElementException missing
                when String.valueOf(missing.getMessage()).startsWith("no secret") -> {
                    return new StartupProblem(part + " did not start.", String.valueOf(missing.getMessage()), thrown);
                }
                default -> {
                    if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                        return new StartupProblem(
                                part + " did not start: no space left on the device of the data folder.",
                                "Free some space there and start again; nothing that was accepted is lost.",
                                thrown);
                    }
                }
            }
        }
        return new StartupProblem(
                part + " did not start: " + root(thrown) + ".", "The whole story is in " + logFile + ".", thrown);
    }

    private static String root(Throwable thrown) {
        Throwable root = thrown;
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }
}
