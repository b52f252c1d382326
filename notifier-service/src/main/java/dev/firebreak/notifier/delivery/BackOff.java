package dev.firebreak.notifier.delivery;

import java.time.Duration;

/** How long to wait before the next try. Short enough that a vendor's recovery is not missed for long. */
public final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private BackOff() {}

    /** @param attempts tries that failed so far, at least 1 */
    public static Duration after(int attempts) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(10, Math.max(0, attempts - 1)));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
