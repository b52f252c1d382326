package dev.firebreak.incident.silence;

import dev.firebreak.incident.hold.Matcher;
import dev.firebreak.model.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A silence as the API shows it. */
record SilenceView(
        UUID id,
        String state,
        List<String> matchers,
        String reason,
        Actor createdBy,
        Instant createdAt,
        Instant startsAt,
        Instant endsAt,
        @Nullable Actor endedBy) {
    static SilenceView of(Silence silence, Instant now) {
        return new SilenceView(
                silence.id(),
                silence.isActive(now) ? "active" : now.isBefore(silence.startsAt()) ? "coming" : "ended",
                silence.matchers().stream().map(Matcher::toString).toList(),
                silence.reason(),
                silence.createdBy(),
                silence.createdAt(),
                silence.startsAt(),
                silence.endsAt(),
                silence.endedBy());
    }
}
