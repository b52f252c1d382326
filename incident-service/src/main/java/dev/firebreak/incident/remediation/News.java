package dev.firebreak.incident.remediation;

import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.remediation.RemediationFact;

/** What {@code firebreak.remediations} carries. */
sealed interface News {
    record RemediationMoved(RemediationFact fact) implements News {}

    record AutomationMoved(AutomationFact fact) implements News {}

    record DryRunFinished(DryRunFact fact) implements News {}

    record BoundsTold(BoundsFact fact) implements News {}
}
