package dev.firebreak.remediation.governor;

import dev.firebreak.catalog.runbook.Limits;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.RemediationId;
import java.time.Instant;

/**
 * May this be done now?
 *
 * @param isUndo reverses what was done before: only the kill switch and others' work on the target can stop it
 * @param isApproved people said yes to exactly this
 * @param freshAt the newest alert, or the people's yes when that is younger
 */
public record Ask(
        RemediationId remediation,
        IncidentId incident,
        boolean incidentIsOpen,
        String system,
        String service,
        String step,
        String action,
        String targetKey,
        boolean isRollback,
        boolean isUndo,
        boolean isApproved,
        Limits limits,
        Instant freshAt) {}
