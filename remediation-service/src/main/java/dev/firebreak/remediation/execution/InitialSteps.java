package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.trust.Trust;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A runbook's steps before anything was done. */
public final class InitialSteps {
    private InitialSteps() {}

    /** @param trust what steps have earned or lost, by their ids */
    public static List<Step> of(Runbook runbook, Map<String, Trust> trust) {
        return runbook.steps().stream()
                .map(step -> of(
                        step,
                        step instanceof StepDefinition.Action action
                                ? Trust.of(action, trust.get(step.id())).mode()
                                : null))
                .toList();
    }

    /** Each action is only talked about. */
    public static List<Step> ofDrill(Runbook runbook) {
        return runbook.steps().stream()
                .map(step -> of(step, step instanceof StepDefinition.Action ? StepMode.SHADOW : null))
                .toList();
    }

    private static Step of(StepDefinition step, @Nullable StepMode mode) {
        return new Step(
                step.id(),
                step.kind(),
                step.uses(),
                mode,
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
