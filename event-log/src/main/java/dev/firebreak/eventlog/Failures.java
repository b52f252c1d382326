package dev.firebreak.eventlog;

import io.r2dbc.spi.R2dbcException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Tells what can never work from what may work later. In doubt it is the latter: waiting loses nothing. */
public final class Failures {
    // Null or check constraint violated; unique and foreign keys may be a race.
    private static final Set<String> POISON_STATES = Set.of("23502", "23514");
    // Data exception, limit of the program exceeded: https://www.postgresql.org/docs/18/errcodes-appendix.html
    private static final Set<String> POISON_STATE_CLASSES = Set.of("22", "54");

    private Failures() {}

    public static boolean isPoison(Throwable failure) {
        return switch (failure) {
            case PoisonException _, JacksonException _ -> true;
            case NullPointerException _,
                    IllegalArgumentException _,
                    ClassCastException _,
                    IndexOutOfBoundsException _,
                    ArithmeticException _ -> true;
            default -> isRefusedByDatabase(failure);
        };
    }

    private static boolean isRefusedByDatabase(Throwable failure) {
        return sqlState(failure)
                .filter(state -> POISON_STATES.contains(state) || POISON_STATE_CLASSES.contains(state.substring(0, 2)))
                .isPresent();
    }

    /** What PostgreSQL says of it, five characters; empty when it was not the database that failed. */
    static Optional<String> sqlState(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException problem) {
                return Optional.ofNullable(problem.getSqlState()).filter(state -> state.length() == 5);
            }
        }
        return Optional.empty();
    }
}
