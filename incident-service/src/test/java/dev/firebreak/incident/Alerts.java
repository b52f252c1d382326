package dev.firebreak.incident;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Ids;
import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts for tests: `Alerts.firing("HealthCheckFailed", "web")` and what can be said differently of one. */
public record Alerts(
        String name,
        String service,
        Severity severity,
        String fingerprint,
        AlertStatus status,
        Instant startsAt,
        @Nullable Instant endsAt,
        Instant receivedAt) {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    public static Alerts firing(String name, String service) {
        return new Alerts(name, service, Severity.CRITICAL, name + "-" + service, AlertStatus.FIRING, NOON, null, NOON);
    }

    public Alerts fingerprint(String other) {
        return new Alerts(name, service, severity, other, status, startsAt, endsAt, receivedAt);
    }

    public Alerts severity(Severity other) {
        return new Alerts(name, service, other, fingerprint, status, startsAt, endsAt, receivedAt);
    }

    public Alerts startsAt(Instant other) {
        return new Alerts(name, service, severity, fingerprint, status, other, endsAt, receivedAt);
    }

    public Alerts receivedAt(Instant other) {
        return new Alerts(name, service, severity, fingerprint, status, startsAt, endsAt, other);
    }

    public Alerts resolvedAt(Instant end) {
        return new Alerts(name, service, severity, fingerprint, AlertStatus.RESOLVED, startsAt, end, end);
    }

    public Alerts resolvedWithoutATime() {
        return new Alerts(name, service, severity, fingerprint, AlertStatus.RESOLVED, startsAt, null, receivedAt);
    }

    public Alert alert() {
        return from("prometheus", "alert");
    }

    public Alert from(String source, String type) {
        return new Alert(
                AlertId.next(),
                "test:" + Ids.next(),
                source,
                type,
                status,
                name,
                severity,
                fingerprint,
                service,
                null,
                "production",
                null,
                name + " on " + service,
                null,
                Map.of(),
                Map.of(),
                List.of(new Link("rule", "https://prometheus.example/rule")),
                startsAt,
                endsAt,
                receivedAt);
    }

    public Signal.AlertReceived signal() {
        return new Signal.AlertReceived(EventId.next(), alert());
    }
}
