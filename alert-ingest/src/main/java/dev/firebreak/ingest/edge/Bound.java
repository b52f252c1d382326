package dev.firebreak.ingest.edge;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** So much of something at once: of all sources together, and of each at most three quarters, so that the others still fit. */
final class Bound {
    private final AtomicLong used = new AtomicLong();
    private final long limit;
    private final long share;

    Bound(long limit) {
        this.limit = limit;
        this.share = limit - limit / 4;
    }

    /**
     * Null when it was taken.
     *
     * @param own what this source has of it
     */
    @Nullable
    Overload take(AtomicLong own, long amount) {
        if (own.addAndGet(amount) > share) {
            own.addAndGet(-amount);
            return Overload.OF_SOURCE;
        }
        if (used.addAndGet(amount) > limit) {
            give(own, amount);
            return Overload.OF_ALL;
        }
        return null;
    }

    void give(AtomicLong own, long amount) {
        own.addAndGet(-amount);
        used.addAndGet(-amount);
    }

    long used() {
        return used.get();
    }
}
