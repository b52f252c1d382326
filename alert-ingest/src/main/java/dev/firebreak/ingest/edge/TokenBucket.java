package dev.firebreak.ingest.edge;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate with room for a burst. Keeps one number, the time at which it would be full again (GCRA), so taking is one
 * compare-and-set.
 */
final class TokenBucket {
    private final long interval;
    private final long room;
    private final AtomicLong fullAt;

    /**
     * @param perSecond may be a fraction, and is more than zero
     * @param burst how many at once after a pause
     * @param now {@code System.nanoTime()}
     */
    TokenBucket(double perSecond, long burst, long now) {
        this.interval = Math.max(1, (long) (TimeUnit.SECONDS.toNanos(1) / perSecond));
        this.room = interval * Math.max(1, burst);
        this.fullAt = new AtomicLong(now);
    }

    boolean isEmpty(long now) {
        return debt(fullAt.get(), now) + interval > room;
    }

    boolean take(long now) {
        while (true) {
            long before = fullAt.get();
            long debt = debt(before, now) + interval;
            if (debt > room) {
                return false;
            }
            if (fullAt.compareAndSet(before, now + debt)) {
                return true;
            }
        }
    }

    private static long debt(long fullAt, long now) {
        return Math.max(0, fullAt - now);
    }
}
