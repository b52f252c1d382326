package dev.firebreak.remediation.planning;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Identified;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The incident that an alert would have opened, as far as steps and checks can see it. */
public final class MadeUpIncident {
    private MadeUpIncident() {}

    /** Empty when the alert belongs to no service of the runbook's system. */
    public static Optional<Incident> of(Catalog catalog, Runbook runbook, Alert alert, Instant now) {
        return catalog.service(alert)
                .filter(it -> it.system().name().equals(runbook.ref().system()))
                .map(it -> of(it, runbook, alert, now));
    }

    private static Incident of(Identified place, Runbook runbook, Alert alert, Instant now) {
        SeverityLevel level = runbook.level(Scope.builder(now)
                .alert(alert)
                .service(place.system(), place.service())
                .build());
        return made(
                place.system(),
                place.service(),
                level,
                runbook.ref(),
                runbook.correlationKey(alert, place.service()),
                alert,
                now);
    }

    /** For checks that nothing broken asks for: what they see is the service, and nothing of an alert. */
    public static Incident of(SystemDefinition system, ServiceDefinition service, String title, Instant now) {
        Alert alert = new Alert(
                AlertId.next(),
                "checklist",
                "firebreak",
                "checklist",
                AlertStatus.FIRING,
                "Checklist",
                Severity.INFO,
                "checklist",
                service.name(),
                null,
                null,
                null,
                title,
                null,
                Map.of(),
                Map.of(),
                List.of(),
                now,
                null,
                now);
        return made(system, service, system.levelFor(Severity.INFO), null, "checklist", alert, now);
    }

    private static Incident made(
            SystemDefinition system,
            ServiceDefinition service,
            SeverityLevel level,
            @Nullable RunbookRef runbook,
            String correlationKey,
            Alert alert,
            Instant now) {
        return new Incident(
                IncidentId.next(),
                0,
                alert.title(),
                IncidentState.TRIGGERED,
                level.severity(),
                level.name(),
                level.title(),
                system.name(),
                service.name(),
                runbook,
                correlationKey,
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
    }
}
