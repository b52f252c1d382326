package dev.firebreak.catalog.oncall;

import java.time.Instant;

/** Somebody in for somebody else: from the first instant until just before the second. */
public record Stand(Instant from, Instant to, Member who) {
    boolean covers(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
