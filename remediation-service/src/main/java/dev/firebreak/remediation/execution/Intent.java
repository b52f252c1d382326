package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be done, planned to the end.
 *
 * @param action of the step, or the one that undoes it
 * @param approvalId the question that people said yes to; null when nobody was asked
 * @param approvedUntil how long their yes counts; null when nobody was asked
 */
record Intent(
        StepDefinition.Action step,
        Action action,
        StepRequest request,
        Description.Ready described,
        Plan plan,
        boolean isUndo,
        @Nullable UUID approvalId,
        @Nullable Instant approvedUntil) {
    Ask ask(Held held) {
        return new Ask(
                held.remediation().id(),
                held.remediation().incidentId(),
                held.incidentIsOpen(),
                held.remediation().runbook().system(),
                held.remediation().service(),
                step.id(),
                action.type(),
                described.targetKey(),
                action.isRollback(),
                isUndo,
                step.limits(),
                approvedUntil,
                held.alertedAt());
    }

    Attempt attempt(int number, long fence) {
        return new Attempt(
                step.id(),
                number,
                isUndo,
                action.type(),
                action.isRollback(),
                approvalId,
                AttemptState.CLAIMED,
                fence,
                plan,
                described,
                null,
                null,
                null);
    }

    /** One line for people. */
    String words() {
        String from = plan.from() == null ? "" : " from " + plan.from();
        return (isUndo ? "Undo with " : "") + plan.action() + " on " + plan.target() + from + " to " + plan.to();
    }
}
