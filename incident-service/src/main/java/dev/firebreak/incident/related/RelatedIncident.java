package dev.firebreak.incident.related;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;

/** Another incident, seen from the one that it has to do with. */
public record RelatedIncident(
        IncidentId id,
        long number,
        How how,
        String title,
        IncidentState state,
        Severity severity,
        String service,
        Instant openedAt) {}
