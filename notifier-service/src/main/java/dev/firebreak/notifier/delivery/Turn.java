package dev.firebreak.notifier.delivery;

import java.time.Duration;

/** What a lane found when it looked for work. */
public sealed interface Turn {
    /** Something was done; there may be more. */
    record Worked() implements Turn {}

    record Idle() implements Turn {}

    /** There is work, but not yet. */
    record Waiting(Duration time) implements Turn {}
}
