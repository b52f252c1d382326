package dev.firebreak.incident.console;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of what happens now.
 *
 * @param owner who was given it or took it over, else who acknowledged it; null while nobody has
 * @param nextAt when time alone moves it on; null when it waits for somebody or something
 * @param resolvesAt when it counts as resolved if nothing fires until then; null when it is not observed
 * @param remediation how its newest remediation stands; null when there is none
 * @param step that is under way; null when none is
 * @param isStorm it stands for many
 */
record OpenIncident(
        long number,
        String title,
        IncidentState state,
        Severity severity,
        String level,
        String system,
        String service,
        @Nullable String owner,
        int firing,
        Instant openedAt,
        @Nullable Instant nextAt,
        @Nullable Instant resolvesAt,
        @Nullable String remediation,
        @Nullable String runbook,
        @Nullable String step,
        boolean isStorm) {
    /** In a few words, for people. */
    public String automation() {
        if (remediation == null) {
            return runbook == null ? "no runbook" : "runbook " + runbook;
        }
        String what = runbook == null ? "" : runbook + ": ";
        return switch (remediation) {
            case "running" -> what + (step == null ? "running" : step);
            case "awaiting-approval" -> what + "asks for approval";
            case "succeeded" -> what + "done";
            case "needs-person" -> what + "needs a person";
            default -> what + remediation;
        };
    }

    public String automationKind() {
        return remediation == null ? "none" : remediation;
    }
}
