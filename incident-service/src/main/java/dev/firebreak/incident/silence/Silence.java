package dev.firebreak.incident.silence;

import dev.firebreak.incident.hold.Matcher;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that match all of it are held back while it lasts.
 *
 * @param endsAt when it ends, or ended early
 * @param endedBy who ended it early; null when nobody did
 */
record Silence(
        UUID id,
        List<Matcher> matchers,
        String reason,
        Actor createdBy,
        Instant createdAt,
        Instant startsAt,
        Instant endsAt,
        @Nullable Actor endedBy) {
    Silence {
        matchers = List.copyOf(matchers);
    }

    boolean isActive(Instant now) {
        return !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    boolean matches(Alert alert) {
        return matchers.stream().allMatch(matcher -> matcher.matches(alert));
    }

    /** For a trace. */
    String words() {
        return "silence " + id + " by " + createdBy.name() + " until " + endsAt + " ("
                + matchers.stream().map(Matcher::toString).collect(Collectors.joining(", ")) + "): " + reason;
    }
}
