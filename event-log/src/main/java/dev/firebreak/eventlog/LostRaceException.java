package dev.firebreak.eventlog;

import org.springframework.dao.OptimisticLockingFailureException;

/** Another transaction appended to the same subject first: load again, decide again. */
public final class LostRaceException extends OptimisticLockingFailureException {
    LostRaceException(Throwable cause) {
        super("another transaction took the same place in the log", cause);
    }
}
