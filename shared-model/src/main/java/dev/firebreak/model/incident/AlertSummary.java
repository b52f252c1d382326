package dev.firebreak.model.incident;

import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an incident keeps of one of its alerts: the newest word on one fingerprint. */
public record AlertSummary(
        AlertId id,
        String fingerprint,
        String source,
        String name,
        String title,
        Severity severity,
        AlertStatus status,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String href) {
    public static AlertSummary of(Alert alert) {
        String href = alert.links().isEmpty() ? null : alert.links().getFirst().href();
        return new AlertSummary(
                alert.id(),
                alert.fingerprint(),
                alert.source(),
                alert.name(),
                alert.title(),
                alert.severity(),
                alert.status(),
                alert.startsAt(),
                alert.endsAt(),
                href);
    }
}
