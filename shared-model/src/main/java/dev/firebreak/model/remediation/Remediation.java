package dev.firebreak.model.remediation;

import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One execution of a runbook for one incident, whole: each remediation event carries it as it was right after. */
public record Remediation(
        RemediationId id,
        IncidentId incidentId,
        RunbookRef runbook,
        String service,
        String catalogVersion,
        RemediationState state,
        List<Step> steps,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    public Remediation {
        steps = List.copyOf(steps);
    }
}
