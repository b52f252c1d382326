package dev.firebreak.remediation.governor;

import dev.firebreak.catalog.runbook.Limits;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.RemediationId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * May this be done now?
 *
 * @param isUndo reverses what was done before: only the kill switch and others' work on the target can stop it
 * @param passed guards that an admin let it pass
 * @param approvedUntil people said yes to exactly this, which counts until then; null when nobody was asked
 * @param alertedAt when the newest alert came in
 * @param mismatch the deployment that would be rolled back is not the suspect; null when it is, or there is none
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
        Limits limits,
        SystemBounds bounds,
        Set<Guard> passed,
        @Nullable Instant approvedUntil,
        Instant alertedAt,
        @Nullable Mismatch mismatch) {
    public Ask {
        passed = Set.copyOf(passed);
    }

    /** @param live what serves production now */
    public record Mismatch(String suspect, String live) {}
}
