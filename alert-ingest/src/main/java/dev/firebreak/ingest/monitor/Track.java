package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.system.Monitor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether one bound is broken for good, which takes patience both ways.
 *
 * @param bad bad looks in a row
 * @param good good looks in a row, counted only while it holds
 * @param since the first bad look of this time; null when there is none
 * @param holds it has been bad long enough, and not yet good long enough
 */
record Track(int bad, int good, @Nullable Instant since, boolean holds) {
    static final Track QUIET = new Track(0, 0, null, false);

    Track next(boolean isBad, Instant now, Monitor.Patience patience) {
        if (isBad) {
            Instant begin = since == null ? now : since;
            int inARow = bad == Integer.MAX_VALUE ? bad : bad + 1;
            boolean isEnough = inARow >= patience.failAfter()
                    && Duration.between(begin, now).compareTo(patience.lasting()) >= 0;
            return new Track(inARow, 0, begin, holds || isEnough);
        }
        return holds && good + 1 < patience.recoverAfter() ? new Track(0, good + 1, since, true) : QUIET;
    }
}
