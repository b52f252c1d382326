package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Verification;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an attempt's outcome means for the ledger, the events and what comes next. Runs in the turn's transaction. */
@Component
class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final Ledger ledger;
    private final MeterRegistry meters;

    Outcomes(Ledger ledger, MeterRegistry meters) {
        this.ledger = ledger;
        this.meters = meters;
    }

    /** How long it took from the incident's arrival until the call left; what people were asked about is their time. */
    void left(Held held, Attempt attempt) {
        Instant at = attempt.dispatchedAt();
        if (at != null && attempt.approvalId() == null && !attempt.isUndo()) {
            meters.timer("firebreak.actions.left.after", "action", attempt.action())
                    .record(Duration.between(held.remediation().startedAt(), at));
        }
    }

    Mono<Change> applied(Held held, Attempt attempt, StepDefinition.Action step, Action action, String summary) {
        Change change = attempt.isUndo()
                ? undone(held, step, action.settling(), summary)
                : applied(held, attempt, step, action.settling(), summary);
        return end(held, attempt, AttemptState.APPLIED, summary, change);
    }

    Mono<Change> failed(Held held, Attempt attempt, StepDefinition.Action step, String summary) {
        return end(held, attempt, AttemptState.FAILED, summary, notDone(held, attempt, step, summary));
    }

    Mono<Change> unknown(Held held, Attempt attempt, StepDefinition.Action step, String summary) {
        String words = attempt.plan().action() + " on " + attempt.plan().target()
                + " may or may not have taken effect: look, then decide (" + summary + ")";
        Change change = Change.of(held, new RemediationEvent.OutcomeUnknown(step.id(), attempt.number(), words))
                .with(held.progress().with(step.id(), it -> it.undoing(StepProgress.Undoing.OVER)));
        return end(held, attempt, AttemptState.UNKNOWN, summary, change);
    }

    /** It is known not to have been done and may be tried again: nothing is open any more. */
    Mono<Change> again(Held held, Attempt attempt, String summary) {
        return end(held, attempt, AttemptState.FAILED, summary, Change.none(held));
    }

    /** Still under way. */
    Mono<Change> waiting(Held held, Attempt attempt) {
        return ledger.wait(id(held), attempt).thenReturn(Change.none(held).with(attempt));
    }

    Mono<Change> refused(Held held, Attempt attempt, String guard, RemediationEvent event) {
        meters.counter("firebreak.actions.refused", "guard", guard).increment();
        Change change = Change.of(held, event);
        return end(
                held,
                attempt,
                AttemptState.REFUSED,
                event.summary(),
                attempt.isUndo()
                        ? change.with(held.progress().with(attempt.step(), it -> it.undoing(StepProgress.Undoing.OVER)))
                        : change);
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

    private Change applied(Held held, Attempt attempt, StepDefinition.Action step, Duration settling, String summary) {
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

    private Mono<Change> end(Held held, Attempt attempt, AttemptState outcome, String summary, Change change) {
        return ledger.end(id(held), attempt, outcome, summary, held.now()).then(Mono.fromSupplier(() -> {
            meters.counter("firebreak.actions", "action", attempt.action(), "outcome", outcome.name())
                    .increment();
            LOG.atInfo()
                    .addKeyValue("remediationId", held.remediation().id())
                    .addKeyValue("step", attempt.step())
                    .addKeyValue("attempt", attempt.number())
                    .addKeyValue("outcome", outcome)
                    .log("{}: {}", attempt.action(), summary);
            return change.with((Attempt) null);
        }));
    }

    private static UUID id(Held held) {
        return held.remediation().id().value();
    }
}
