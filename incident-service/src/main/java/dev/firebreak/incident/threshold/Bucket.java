package dev.firebreak.incident.threshold;

import dev.firebreak.model.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Alerts of one counter at one moment, to the microsecond: no coarser, so that a sliding window is exact.
 *
 * @param bad alerts that match the runbook
 * @param good alerts that only count beside them
 */
public record Bucket(Instant at, int bad, int good) {
    private static final Duration LATE_AT_MOST = Duration.ofHours(24);
    private static final Duration EARLY_AT_MOST = Duration.ofMinutes(5);

    public static Bucket bad(Alert alert) {
        return new Bucket(timeOf(alert), 1, 0);
    }

    public static Bucket good(Alert alert) {
        return new Bucket(timeOf(alert), 0, 1);
    }

    /** By the source's clock, unless that is far from ours: then it is broken, and ours counts. */
    private static Instant timeOf(Alert alert) {
        Instant told = alert.isFiring() || alert.endsAt() == null ? alert.startsAt() : alert.endsAt();
        Instant earliest = alert.receivedAt().minus(LATE_AT_MOST);
        Instant latest = alert.receivedAt().plus(EARLY_AT_MOST);
        Instant at = told.isBefore(earliest) ? earliest : told.isAfter(latest) ? latest : told;
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    Bucket plus(Bucket other) {
        return new Bucket(at, bad + other.bad, good + other.good);
    }
}
