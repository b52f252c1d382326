package dev.firebreak.remediation.execution;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets the next turn that passes the named point break off there, once. */
final class Crash implements CrashPoints {
    private final AtomicReference<@Nullable Point> next = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> before = new AtomicReference<>();

    void nextAt(Point point) {
        next.set(point);
    }

    /** A turn has broken off where it was to. */
    boolean hasHappened() {
        return next.get() == null;
    }

    /** Runs once, when a turn comes to the point before a dispatch is committed. */
    void beforeDispatch(Runnable action) {
        before.set(action);
    }

    @Override
    public void at(Point point) {
        if (point == Point.BEFORE_INTENT) {
            Runnable action = before.getAndSet(null);
            if (action != null) {
                action.run();
            }
        }
        if (next.compareAndSet(point, null)) {
            throw new IllegalStateException("the process dies here: " + point);
        }
    }
}
