package dev.firebreak.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a destination's rate.
 *
 * @param blockedUntil by the vendor's word; null when it is not
 */
record Budget(double tokens, Instant refilledAt, @Nullable Instant blockedUntil) {
    static Budget full(Rate rate, Instant now) {
        return new Budget(rate.burst(), now, null);
    }

    /** How long until one message may go; zero when one may go now. */
    Duration untilFree(Rate rate, Instant now) {
        Duration blocked = blockedUntil == null || !blockedUntil.isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, blockedUntil);
        double missing = 1 - refilled(rate, now);
        Duration refill =
                missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) (missing / rate.perSecond() * 1e9) + 1);
        return blocked.compareTo(refill) > 0 ? blocked : refill;
    }

    /** How many messages may go now. */
    int free(Rate rate, Instant now) {
        return untilFree(rate, now).isZero() ? (int) refilled(rate, now) : 0;
    }

    Budget spent(Rate rate, Instant now, int messages) {
        return new Budget(refilled(rate, now) - messages, now, null);
    }

    /**
     * After an answer. The vendor may have counted the message as late as that, so nothing is saved up while it was on its
     * way: what waited to leave would come on top of what came late.
     *
     * @param unanswered messages, this one counted
     */
    Budget answered(Rate rate, Instant now, int unanswered) {
        return new Budget(
                Math.min(refilled(rate, now), rate.burst() - unanswered),
                refilledAt.isAfter(now) ? refilledAt : now,
                blockedUntil);
    }

    private double refilled(Rate rate, Instant now) {
        double seconds = Math.max(0, Duration.between(refilledAt, now).toNanos() / 1e9);
        return Math.min(rate.burst(), tokens + seconds * rate.perSecond());
    }
}
