package dev.firebreak.sandbox.call;

import java.time.Duration;

/** Lets {@code burst} calls through at once and then so many per second; none or less per second means no limit. */
public final class TokenBucket {
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filledAt;

    public TokenBucket(double perSecond, double burst, long nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = nanos;
    }

    /** @return zero when the call may pass, else how long to wait, in whole seconds as {@code Retry-After} wants it */
    public synchronized int takeOrWaitSeconds(long nanos) {
        if (perSecond <= 0) {
            return 0;
        }
        tokens = Math.min(burst, tokens + (nanos - filledAt) / NANOS * perSecond);
        filledAt = nanos;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return Math.max(1, (int) Math.ceil((1 - tokens) / perSecond));
    }
}
