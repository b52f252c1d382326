package dev.firebreak.notifier.delivery;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** What a lane found when it looked for work. */
public sealed interface Turn {
    /** Something was due, and another instance was faster. */
    Turn TAKEN = new Waiting(Duration.ofMillis(50));

    /**
     * Pieces are claimed, and that is committed; there may be more.
     *
     * @param calls each carries one out and writes down what became of it
     */
    record Claimed(List<Mono<Void>> calls) implements Turn {
        public Claimed {
            calls = List.copyOf(calls);
        }
    }

    record Idle() implements Turn {}

    /** There is work, but not yet. */
    record Waiting(Duration time) implements Turn {}
}
