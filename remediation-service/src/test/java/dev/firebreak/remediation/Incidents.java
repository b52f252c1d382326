package dev.firebreak.remediation;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Incidents as incident-service tells them. */
public final class Incidents {
    private Incidents() {}

    public static Incident incident(String service, String runbook, Instant alertedAt) {
        return incident(service, runbook, alertedAt, IncidentState.TRIGGERED, null, null);
    }

    public static Incident incident(
            String service,
            String runbook,
            Instant alertedAt,
            IncidentState state,
            @Nullable Deployment suspect,
            @Nullable Deployment lastGood) {
        return incident("shops", service, runbook, alertedAt, state, suspect, lastGood, Map.of());
    }

    /** Whose alert has these labels. */
    public static Incident labelled(String service, String runbook, Instant alertedAt, Map<String, String> labels) {
        return incident("shops", service, runbook, alertedAt, IncidentState.TRIGGERED, null, null, labels);
    }

    public static Incident inSystem(String system, String service, String runbook, Instant alertedAt) {
        return incident(system, service, runbook, alertedAt, IncidentState.TRIGGERED, null, null, Map.of());
    }

    private static Incident incident(
            String system,
            String service,
            String runbook,
            Instant alertedAt,
            IncidentState state,
            @Nullable Deployment suspect,
            @Nullable Deployment lastGood,
            Map<String, String> labels) {
        Alert alert = new Alert(
                AlertId.next(),
                "delivery",
                "prometheus",
                "alert",
                AlertStatus.FIRING,
                "Down",
                Severity.ERROR,
                "fingerprint",
                service,
                null,
                "production",
                null,
                "It is down",
                null,
                labels,
                Map.of(),
                List.of(),
                alertedAt,
                null,
                alertedAt);
        return new Incident(
                IncidentId.next(),
                1,
                "It is down",
                state,
                Severity.ERROR,
                "P1",
                "High",
                system,
                service,
                new RunbookRef(system, runbook, runbook),
                system + "/service=" + service,
                alert,
                List.of(AlertSummary.of(alert)),
                1,
                1,
                suspect,
                lastGood,
                List.of(),
                alertedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                alertedAt);
    }

    /** The same, of a drill. */
    public static Incident inDrill(Incident incident) {
        ObjectNode json = Wire.JSON.valueToTree(incident);
        json.put("correlationKey", new Drill("fire").marked(incident.correlationKey()));
        return Wire.JSON.treeToValue(json, Incident.class);
    }

    public static IncidentFact opened(Incident incident) {
        return fact(
                incident,
                1,
                new IncidentEvent.Opened(
                        incident.trigger(),
                        incident.title(),
                        incident.severity(),
                        incident.level(),
                        incident.correlationKey(),
                        incident.suspect(),
                        incident.lastGood(),
                        "matches"));
    }

    public static IncidentFact resolved(Incident incident) {
        return fact(in(incident, IncidentState.RESOLVED), 2, new IncidentEvent.Resolved("nothing fires"));
    }

    private static IncidentFact fact(Incident incident, long seq, IncidentEvent event) {
        return new IncidentFact(EventId.next(), seq, incident.openedAt(), Actor.FIREBREAK, "catalog", event, incident);
    }

    private static Incident in(Incident it, IncidentState state) {
        return new Incident(
                it.id(),
                it.number(),
                it.title(),
                state,
                it.severity(),
                it.level(),
                it.levelTitle(),
                it.system(),
                it.service(),
                it.runbook(),
                it.correlationKey(),
                it.trigger(),
                it.alerts(),
                0,
                it.alertCount(),
                it.suspect(),
                it.lastGood(),
                it.receivers(),
                it.openedAt(),
                it.acknowledgedAt(),
                it.acknowledgedBy(),
                it.mitigatedAt(),
                it.resolvesAt(),
                it.openedAt(),
                "firebreak",
                it.updatedAt());
    }
}
