package dev.firebreak.eventlog;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.notification.NotificationFact;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;

/** Small facts to append and to send. */
final class Facts {
    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private Facts() {}

    static NotificationFact fact(IncidentId subject, String detail) {
        return new NotificationFact(
                EventId.next(), subject, "team-slack", "opened", NOON, Duration.ofMillis(120), detail);
    }

    static Entry entry(IncidentId subject, long seq) {
        return entry(subject, seq, Long.toString(seq));
    }

    static Entry entry(IncidentId subject, long seq, String detail) {
        return new Entry(
                subject.value(), seq, NOON, Actor.FIREBREAK, "catalog-1", Wire.of(fact(subject, detail)), true);
    }
}
