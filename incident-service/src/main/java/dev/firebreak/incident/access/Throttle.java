package dev.firebreak.incident.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses. After so many failures nothing is looked at for a while, and after each further one for twice
 * as long. Counted in memory, for each instance by itself; when it is full the key that was quiet longest is forgotten.
 */
final class Throttle {
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofMinutes(30);
    private static final int KEYS_AT_MOST = 10_000;

    private record Failures(int count, Instant last, Instant closedUntil) {}

    private final int free;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEYS_AT_MOST;
        }
    };

    /** @param free the failure that closes for the first time */
    Throttle(int free) {
        this.free = free;
    }

    /** How long it stays closed; empty when an attempt may be looked at. */
    Optional<Duration> closedFor(String key, Instant now) {
        @Nullable Failures known = failures.get(key);
        return known != null && known.closedUntil().isAfter(now)
                ? Optional.of(Duration.between(now, known.closedUntil()))
                : Optional.empty();
    }

    void failed(String key, Instant now) {
        failures.merge(
                key,
                new Failures(1, now, free <= 1 ? now.plus(FIRST_PAUSE) : Instant.MIN),
                (before, first) -> before.last().plus(REMEMBERED).isBefore(now)
                        ? first
                        : new Failures(before.count() + 1, now, closedUntil(before.count() + 1, now)));
    }

    void succeeded(String key) {
        failures.remove(key);
    }

    private Instant closedUntil(int count, Instant now) {
        int doublings = Math.min(count - free, 10);
        if (doublings < 0) {
            return Instant.MIN;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
}
