package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.alert.Alert;
import java.time.Instant;

/** When the edge heard something. A clock that is ahead there must not make a statement outlive what comes after it. */
final class Heard {
    private Heard() {}

    static Instant at(Alert alert, Instant now) {
        return notAfter(now, alert.receivedAt());
    }

    static Instant notAfter(Instant now, Instant time) {
        return time.isAfter(now) ? now : time;
    }
}
