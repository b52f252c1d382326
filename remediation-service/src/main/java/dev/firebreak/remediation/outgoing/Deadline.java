package dev.firebreak.remediation.outgoing;

import java.time.Duration;

/** A point of this machine's monotonic clock: clocks that are set back or forward do not move it. */
public final class Deadline {
    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** @param startNanos an earlier {@link System#nanoTime()}, from which the time runs */
    public static Deadline after(long startNanos, Duration time) {
        return new Deadline(startNanos + time.toNanos());
    }

    public static Deadline in(Duration time) {
        return after(System.nanoTime(), time);
    }

    public boolean isPassed() {
        return atNanos - System.nanoTime() <= 0;
    }
}
