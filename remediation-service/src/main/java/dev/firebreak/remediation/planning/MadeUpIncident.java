package dev.firebreak.remediation.planning;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Identified;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The incident that an alert would have opened, as far as a runbook's steps can see it. */
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
        return new Incident(
                IncidentId.next(),
                0,
                alert.title(),
                IncidentState.TRIGGERED,
                level.severity(),
                level.name(),
                level.title(),
                place.system().name(),
                place.service().name(),
                runbook.ref(),
                runbook.correlationKey(alert, place.service()),
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
