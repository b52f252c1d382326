package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Verification;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What an attempt's outcome means for the ledger, the events and what comes next. */
final class Outcomes {
    private Outcomes() {}

    static Change applied(Held held, Attempt attempt, StepDefinition.Action step, Action action, String summary) {
        Change change = attempt.isUndo()
                ? undone(held, step, action.settling(), summary)
                : applied(held, attempt, step, action.settling(), summary);
        return change.ended(attempt, AttemptState.APPLIED, summary, held.now());
    }

    static Change failed(Held held, Attempt attempt, StepDefinition.Action step, String summary) {
        return notDone(held, attempt, step, summary).ended(attempt, AttemptState.FAILED, summary, held.now());
    }

    static Change unknown(Held held, Attempt attempt, StepDefinition.Action step, String summary) {
        String words = attempt.plan().action() + " on " + attempt.plan().target()
                + " may or may not have taken effect: look, then decide (" + summary + ")";
        return Change.of(held, new RemediationEvent.OutcomeUnknown(step.id(), attempt.number(), words))
                .with(held.progress().with(step.id(), it -> it.undoing(StepProgress.Undoing.OVER)))
                .ended(attempt, AttemptState.UNKNOWN, summary, held.now());
    }

    /**
     * It may be tried again, because it was not done or because a second time does no harm: nothing is open any more.
     *
     * @param isKnown that it was not done
     */
    static Change again(Held held, Attempt attempt, boolean isKnown, String summary) {
        return Change.none(held)
                .ended(attempt, isKnown ? AttemptState.FAILED : AttemptState.UNKNOWN, summary, held.now());
    }

    /** Still under way. */
    static Change waiting(Held held, Attempt attempt) {
        return Change.none(held).with(attempt);
    }

    /** Nothing has left, and nothing will. */
    static Change refused(Held held, Attempt attempt, RemediationEvent event) {
        Change change = Change.of(held, event);
        return (attempt.isUndo()
                        ? change.with(held.progress().with(attempt.step(), it -> it.undoing(StepProgress.Undoing.OVER)))
                        : change)
                .ended(attempt, AttemptState.REFUSED, event.summary(), held.now());
    }

    /** Nothing stays open behind a finished remediation. */
    static Change closed(Held held, Change finished) {
        Attempt attempt = held.attempt();
        return attempt == null
                ? finished
                : finished.ended(
                        attempt.heldBy(held.fence()), AttemptState.UNKNOWN, "the remediation ended", held.now());
    }

    /** Looks once more, though only as long as it takes: people wait for the word that it did not help. */
    private static Change undone(Held held, StepDefinition.Action step, Duration settling, String summary) {
        Change change = Change.of(held, new RemediationEvent.Undone(step.id(), "Undone: " + summary));
        Verification verify = step.verify();
        if (verify == null) {
            return change.with(held.progress().with(step.id(), it -> it.undoing(StepProgress.Undoing.OVER)));
        }
        Instant first = held.now().plus(settling);
        Instant until = first.plus(verify.every().multipliedBy(verify.consecutive()));
        return change.with(held.progress().with(step.id(), it -> it.probingUndo(first, until)));
    }

    private static Change applied(
            Held held, Attempt attempt, StepDefinition.Action step, Duration settling, String summary) {
        RemediationEvent applied = new RemediationEvent.ActionApplied(
                step.id(),
                attempt.number(),
                attempt.described().before(),
                attempt.plan().action() + " on " + attempt.plan().target() + ": " + summary);
        Verification verify = step.verify();
        if (verify == null) {
            return Change.of(
                    held,
                    applied,
                    new RemediationEvent.StepSucceeded(
                            step.id(), Map.of(), applied.summary() + "; nothing verifies it"));
        }
        Instant first = held.now().plus(settling);
        return Change.of(held, applied)
                .with(held.progress().with(step.id(), it -> it.probing(first, first.plus(verify.within()))));
    }

    private static Change notDone(Held held, Attempt attempt, StepDefinition.Action step, String summary) {
        String words = attempt.plan().action() + " on " + attempt.plan().target() + " was not done: " + summary;
        return attempt.isUndo()
                ? Change.of(held, new RemediationEvent.StepFailed(step.id(), "Not undone: " + words))
                        .with(held.progress().with(step.id(), it -> it.undoing(StepProgress.Undoing.OVER)))
                : Change.of(held, new RemediationEvent.StepFailed(step.id(), words));
    }
}
