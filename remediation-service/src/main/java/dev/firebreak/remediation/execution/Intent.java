package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.BrokenGlass;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Reading;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.governor.Guard;
import dev.firebreak.remediation.governor.SystemBounds;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.step.StepRequest;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be done, planned to the end.
 *
 * @param action of the step, or the one that undoes it
 * @param bounds of automation in the system
 * @param glass guards that it may pass; null for none
 * @param approval the question that people said yes to; null when nobody was asked
 * @param before what the verification saw just now; null when there is none, or no answer in time
 */
record Intent(
        StepDefinition.Action step,
        Action action,
        StepRequest request,
        Description.Ready described,
        Plan plan,
        boolean isUndo,
        SystemBounds bounds,
        @Nullable BrokenGlass glass,
        @Nullable Approval approval,
        @Nullable Reading before) {
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
                bounds,
                passed(glass),
                approval == null ? null : approval.expiresAt(),
                held.alertedAt(),
                mismatch(held.incident().suspect()));
    }

    /** Guards that the glass lets pass now; what it may not name counts for nothing. */
    static Set<Guard> passed(@Nullable BrokenGlass glass) {
        return glass == null
                ? Set.of()
                : glass.guards().stream()
                        .flatMap(word -> Guard.find(word).stream())
                        .filter(Guard::canBePassed)
                        .collect(Collectors.toSet());
    }

    /** {@code vercel.rollback} rolls back deployments of the provider {@code vercel}: only of those can it be told. */
    private Ask.@Nullable Mismatch mismatch(@Nullable Deployment suspect) {
        String live = described.before();
        if (suspect == null || live == null || live.equals(suspect.id())) {
            return null;
        }
        boolean isComparable = action.isRollback() && action.type().startsWith(suspect.provider() + ".");
        return isComparable ? new Ask.Mismatch(suspect.id(), live) : null;
    }

    Intent approvedBy(Approval yes) {
        return new Intent(step, action, request, described, plan, isUndo, bounds, glass, yes, before);
    }

    /** As it is written down before the call leaves. */
    Attempt attempt(Held held) {
        return new Attempt(
                step.id(),
                held.tries(step.id()) + 1,
                isUndo,
                action.type(),
                action.isRollback(),
                approval == null ? null : approval.id(),
                AttemptState.DISPATCHING,
                held.fence(),
                plan,
                described,
                held.now(),
                null,
                held.now().plus(action.settling()));
    }

    /** One line for people. */
    String words() {
        String from = plan.from() == null ? "" : " from " + plan.from();
        return (isUndo ? "Undo with " : "") + plan.action() + " on " + plan.target() + from + " to " + plan.to();
    }
}
