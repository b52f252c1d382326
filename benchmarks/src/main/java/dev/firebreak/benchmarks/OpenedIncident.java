package dev.firebreak.benchmarks;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An incident about one order, as incident-service tells of it. */
final class OpenedIncident {
    private static final RunbookRef RUNBOOK = new RunbookRef("benchmark", "retry-order", "An order is stuck");

    private OpenedIncident() {}

    /** How bad it is, and what the system calls that. */
    record Level(String name, String title, Severity severity) {}

    static final Level HIGH = new Level("P1", "High", Severity.CRITICAL);

    static IncidentFact of(String order) {
        return opened(incident(IncidentId.next(), 1, alert(order, HIGH.severity()), HIGH, List.of()));
    }

    /** That it began, and that somebody is called. */
    static List<IncidentFact> called(String order, long number, Level level, Receiver receiver) {
        IncidentId id = IncidentId.next();
        Alert alert = alert(order, level.severity());
        return List.of(
                opened(incident(id, number, alert, level, List.of())),
                escalated(incident(id, number, alert, level, List.of(receiver))));
    }

    private static IncidentFact opened(Incident incident) {
        IncidentEvent.Opened opened = new IncidentEvent.Opened(
                incident.trigger(),
                incident.title(),
                incident.severity(),
                incident.level(),
                incident.correlationKey(),
                null,
                null,
                "alert.name == 'OrderStuck'");
        return new IncidentFact(EventId.next(), 1, incident.openedAt(), Actor.FIREBREAK, "benchmark", opened, incident);
    }

    private static IncidentFact escalated(Incident incident) {
        return new IncidentFact(
                EventId.next(),
                2,
                incident.openedAt(),
                Actor.FIREBREAK,
                "benchmark",
                new IncidentEvent.Escalated(0, incident.receivers(), null),
                incident);
    }

    private static Alert alert(String order, Severity severity) {
        Instant now = Instant.now();
        return new Alert(
                AlertId.next(),
                order,
                "prometheus",
                "alert",
                AlertStatus.FIRING,
                "OrderStuck",
                severity,
                order,
                "benchmark-orders",
                null,
                "production",
                null,
                "Order " + order + " is stuck",
                null,
                Map.of("order", order),
                Map.of(),
                List.of(),
                now,
                null,
                now);
    }

    private static Incident incident(IncidentId id, long number, Alert alert, Level level, List<Receiver> receivers) {
        return new Incident(
                id,
                number,
                alert.title(),
                IncidentState.TRIGGERED,
                level.severity(),
                level.name(),
                level.title(),
                "benchmark",
                "orders",
                RUNBOOK,
                "benchmark/order=" + alert.fingerprint(),
                alert,
                List.of(AlertSummary.of(alert)),
                1,
                1,
                null,
                null,
                receivers,
                alert.receivedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                alert.receivedAt());
    }
}
