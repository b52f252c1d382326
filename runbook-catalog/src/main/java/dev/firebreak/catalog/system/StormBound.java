package dev.firebreak.catalog.system;

import java.time.Duration;

/**
 * So many correlation groups of a system may open incidents of their own within a time; those that follow share one.
 *
 * @param incidents 0 for no bound
 */
public record StormBound(int incidents, Duration within) {
    public StormBound {
        if (incidents < 0 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a storm's bound is incidents from 0 on, within a time above 0; not "
                    + incidents + " within " + within);
        }
    }
}
