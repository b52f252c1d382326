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
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An incident about one order, as incident-service tells of it. */
final class OpenedIncident {
    private static final RunbookRef RUNBOOK = new RunbookRef("benchmark", "retry-order", "An order is stuck");

    private OpenedIncident() {}

    static IncidentFact of(String order) {
        Instant now = Instant.now();
        Alert alert = new Alert(
                AlertId.next(),
                order,
                "prometheus",
                "alert",
                AlertStatus.FIRING,
                "OrderStuck",
                Severity.CRITICAL,
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
        String key = "benchmark/order=" + order;
        Incident incident = new Incident(
                IncidentId.next(),
                1,
                "Order " + order + " is stuck",
                IncidentState.TRIGGERED,
                Severity.CRITICAL,
                "P1",
                "High",
                "benchmark",
                "orders",
                RUNBOOK,
                key,
                alert,
                List.of(AlertSummary.of(alert)),
                1,
                1,
                null,
                null,
                List.of(),
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                now);
        IncidentEvent.Opened opened = new IncidentEvent.Opened(
                alert, incident.title(), Severity.CRITICAL, "P1", key, null, null, "alert.name == 'OrderStuck'");
        return new IncidentFact(EventId.next(), 1, now, Actor.FIREBREAK, "benchmark", opened, incident);
    }
}
