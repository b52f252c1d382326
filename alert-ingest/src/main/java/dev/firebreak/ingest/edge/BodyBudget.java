package dev.firebreak.ingest.edge;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for bodies that are under way. Who does not fit is asked to come again, instead of all being slow. */
final class BodyBudget {
    private final AtomicLong used = new AtomicLong();
    private final long limit;

    BodyBudget(long limit) {
        this.limit = limit;
    }

    boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        release(bytes);
        return false;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
