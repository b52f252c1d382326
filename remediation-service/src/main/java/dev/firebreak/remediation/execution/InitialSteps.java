package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.trust.Trust;
import java.util.List;
import java.util.Map;

/** A runbook's steps before anything was done. */
public final class InitialSteps {
    private InitialSteps() {}

    /** @param trust what steps have earned or lost, by their ids */
    public static List<Step> of(Runbook runbook, Map<String, Trust> trust) {
        return runbook.steps().stream().map(step -> of(step, trust)).toList();
    }

    private static Step of(StepDefinition step, Map<String, Trust> trust) {
        return new Step(
                step.id(),
                step.kind(),
                step.uses(),
                step instanceof StepDefinition.Action action
                        ? Trust.of(action, trust.get(step.id())).mode()
                        : null,
                StepStatus.PENDING,
                null,
                Map.of(),
                null,
                null,
                step.links(),
                null,
                null);
    }
}
