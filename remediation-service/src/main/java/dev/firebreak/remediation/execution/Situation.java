package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.remediation.ledger.Attempt;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision depends on.
 *
 * @param runbook as the catalogue has it now; empty when it is gone or its steps are others than when this began
 * @param applies whether a step's {@code if} holds
 * @param attempt the one that is claimed or may have left; null when there is none
 * @param cancelReason null unless a person cancelled
 */
record Situation(
        Remediation remediation,
        Optional<Runbook> runbook,
        Predicate<StepDefinition> applies,
        Progress progress,
        boolean incidentIsOpen,
        @Nullable Attempt attempt,
        @Nullable String cancelReason) {
    /** A catalogue that was changed meanwhile counts only as long as it has the same steps. */
    static boolean hasSameSteps(Remediation remediation, Runbook runbook) {
        return remediation.steps().size() == runbook.steps().size()
                && remediation.steps().stream()
                        .allMatch(step -> runbook.step(step.id())
                                .filter(it ->
                                        it.kind() == step.kind() && it.uses().equals(step.uses()))
                                .isPresent());
    }

    StepDefinition definition(Step step) {
        return runbook.flatMap(it -> it.step(step.id()))
                .orElseThrow(() -> new IllegalStateException("the runbook has no step " + step.id()));
    }
}
