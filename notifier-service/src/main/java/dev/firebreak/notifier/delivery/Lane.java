package dev.firebreak.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A destination, locked.
 *
 * @param address what the vendor calls it; null until it has told
 * @param now by the database's clock
 */
public record Lane(
        String name, Rate rate, Budget budget, @Nullable String address, Instant now) {

    /** How many messages may go now. */
    public int free() {
        return budget.free(rate, now);
    }

    /** How long until one message may go; zero when one may go now. */
    public Duration untilFree() {
        return budget.untilFree(rate, now);
    }
}
