package dev.firebreak.notifier.delivery;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** What a lane found when it looked for work. */
public sealed interface Turn {
    /** Something was due, and another instance was faster. */
    Turn TAKEN = new Waiting(Duration.ofMillis(50));

    /**
     * A piece is claimed, and that is committed; there may be more.
     *
     * @param call carries it out and writes down what became of it
     */
    record Claimed(Mono<Void> call) implements Turn {}

    record Idle() implements Turn {}

    /** There is work, but not yet. */
    record Waiting(Duration time) implements Turn {}
}
