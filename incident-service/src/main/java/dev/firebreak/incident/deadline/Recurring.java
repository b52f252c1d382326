package dev.firebreak.incident.deadline;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Something to be done again and again while the service runs; what fails is tried again the next time. */
public interface Recurring {
    /** In the log, such as {@code old traces}. */
    String what();

    /** From the begin of one turn to the next; a turn that takes longer delays the next one. */
    Duration every();

    Mono<?> turn();

    static Recurring of(String what, Duration every, Mono<?> turn) {
        record Task(String what, Duration every, Mono<?> turn) implements Recurring {}
        return new Task(what, every, turn);
    }
}
