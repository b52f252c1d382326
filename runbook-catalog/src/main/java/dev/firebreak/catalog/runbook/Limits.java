package dev.firebreak.catalog.runbook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often an action may be done to one target.
 *
 * @param cooldown null when only the count bounds it
 */
public record Limits(@Nullable Duration cooldown, int maxCount, Duration maxWithin) {
    static final Limits USUAL = new Limits(null, 1, Duration.ofMinutes(30));
}
