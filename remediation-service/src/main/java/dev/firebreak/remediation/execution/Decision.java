package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.Otherwise;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.ledger.Attempt;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a turn does next: one thing. No clock, no I/O: the same situation gives the same decision. */
sealed interface Decision {
    record Look(StepDefinition.Check step) implements Decision {}

    /** Plan it; then say it, ask people, or do it. */
    record Act(StepDefinition.Action step) implements Decision {}

    record StartWait(StepDefinition.Wait step) implements Decision {}

    record EndWait(StepDefinition.Wait step) implements Decision {}

    record OpenManual(StepDefinition.Manual step) implements Decision {}

    record Skip(String step, String reason) implements Decision {}

    /** Nobody answered in time. */
    record Expire(String step) implements Decision {}

    /** Stop here, with the question that is still asked, if there is one. */
    record Stop(@Nullable String askedStep, String reason) implements Decision {}

    /** A call may have left and its outcome is not known. */
    record Observe(StepDefinition.Action step, Attempt attempt) implements Decision {}

    record Probe(StepDefinition.Action step) implements Decision {}

    record Undo(StepDefinition.Action step) implements Decision {}

    record ProbeUndo(StepDefinition.Action step) implements Decision {}

    record Finish(RemediationState state, String summary) implements Decision {}

    /** @param until null: until something arrives */
    record Sleep(@Nullable Instant until) implements Decision {}

    static Decision next(Situation situation, Instant now) {
        if (situation.runbook().isEmpty()) {
            return new Finish(
                    RemediationState.NEEDS_PERSON,
                    "The catalogue no longer has this runbook with these steps: a person must see what was done");
        }
        Attempt attempt = situation.attempt();
        if (attempt != null && attempt.mayHaveLeft()) {
            return observe(situation, attempt, now);
        }
        for (Step step : situation.remediation().steps()) {
            StepProgress progress = situation.progress().of(step.id());
            Instant due = progress.dueAt();
            boolean isDue = due == null || !now.isBefore(due);
            if (step.status() == StepStatus.VERIFYING) {
                return isDue ? new Probe(action(situation, step)) : new Sleep(due);
            }
            if (progress.undo() == StepProgress.Undoing.DUE) {
                return new Undo(action(situation, step));
            }
            if (progress.undo() == StepProgress.Undoing.PROBING) {
                return isDue ? new ProbeUndo(action(situation, step)) : new Sleep(due);
            }
        }
        return ending(situation)
                .or(() -> called(situation))
                .orElseGet(() -> firstOpen(situation, now).orElseGet(() -> conclude(situation.remediation())));
    }

    private static Decision observe(Situation situation, Attempt attempt, Instant now) {
        Instant observeAt = attempt.observeAt();
        if (observeAt != null && now.isBefore(observeAt)) {
            return new Sleep(observeAt);
        }
        StepDefinition.Action step = situation
                .runbook()
                .flatMap(it -> it.step(attempt.step()))
                .map(StepDefinition.Action.class::cast)
                .orElseThrow();
        return new Observe(step, attempt);
    }

    /** The first step that ended in a way that ends all. */
    private static Optional<Decision> ending(Situation situation) {
        return situation.remediation().steps().stream()
                .map(step -> ending(step, situation.definition(step).otherwise()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Decision> ending(Step step, Otherwise otherwise) {
        String what = step.id() + ": " + step.detail();
        if (step.status() == StepStatus.UNKNOWN) {
            return Optional.of(new Finish(RemediationState.NEEDS_PERSON, what));
        }
        if (otherwise == Otherwise.CONTINUE) {
            return Optional.empty();
        }
        return switch (step.status()) {
            case REJECTED -> Optional.of(new Finish(RemediationState.STOPPED, what));
            case FAILED, REFUSED, UNDONE ->
                Optional.of(new Finish(
                        otherwise == Otherwise.STOP ? RemediationState.STOPPED : RemediationState.FAILED, what));
            case PENDING, RUNNING, AWAITING_APPROVAL, VERIFYING, OPEN, SUCCEEDED, SKIPPED, SHADOWED, UNKNOWN ->
                Optional.empty();
        };
    }

    /** Cancelled, or there is nothing left to remedy; what is under way was let finish before. */
    private static Optional<Decision> called(Situation situation) {
        String reason = situation.cancelReason() != null
                ? situation.cancelReason()
                : situation.incidentIsOpen() ? null : "the incident is resolved";
        boolean isOver = situation.remediation().steps().stream().allMatch(step -> isOver(step.status()));
        if (reason == null || isOver) {
            return Optional.empty();
        }
        return Optional.of(new Stop(
                situation.remediation().steps().stream()
                        .filter(step -> step.status() == StepStatus.AWAITING_APPROVAL)
                        .map(Step::id)
                        .findFirst()
                        .orElse(null),
                reason));
    }

    private static Optional<Decision> firstOpen(Situation situation, Instant now) {
        return situation.remediation().steps().stream()
                .filter(step -> !isOver(step.status()))
                .findFirst()
                .map(step -> work(situation, step, now));
    }

    private static Decision work(Situation situation, Step step, Instant now) {
        StepDefinition definition = situation.definition(step);
        StepDefinition.@Nullable Wait wait = definition instanceof StepDefinition.Wait it ? it : null;
        if (wait != null && step.status() == StepStatus.RUNNING) {
            Instant due = situation.progress().of(step.id()).dueAt();
            return due == null || !now.isBefore(due) ? new EndWait(wait) : new Sleep(due);
        }
        if (step.status() == StepStatus.AWAITING_APPROVAL) {
            return awaited(step, now);
        }
        if (step.status() == StepStatus.PENDING && !situation.applies().test(definition)) {
            return new Skip(step.id(), "Not needed: its condition does not hold");
        }
        return switch (definition) {
            case StepDefinition.Check check -> new Look(check);
            case StepDefinition.Action action -> new Act(action);
            case StepDefinition.Wait start -> new StartWait(start);
            case StepDefinition.Manual manual -> new OpenManual(manual);
        };
    }

    private static Decision awaited(Step step, Instant now) {
        Approval approval = step.approval();
        Instant expiresAt = approval == null ? now : approval.expiresAt();
        return now.isBefore(expiresAt) ? new Sleep(expiresAt) : new Expire(step.id());
    }

    /** Nothing is left to do. An action that failed is made good only by a later one that is proven to have helped. */
    private static Decision conclude(Remediation remediation) {
        @Nullable Step failed = null;
        for (Step step : remediation.steps()) {
            if (step.kind() != StepKind.ACTION) {
                continue;
            }
            switch (step.status()) {
                case FAILED, REFUSED, UNDONE, REJECTED -> failed = step;
                case SUCCEEDED -> failed = null;
                case PENDING, RUNNING, AWAITING_APPROVAL, VERIFYING, OPEN, SKIPPED, SHADOWED, UNKNOWN -> {}
            }
        }
        if (failed != null) {
            return new Finish(RemediationState.FAILED, failed.id() + ": " + failed.detail());
        }
        long open = remediation.steps().stream()
                .filter(step -> step.status() == StepStatus.OPEN)
                .count();
        return new Finish(
                RemediationState.SUCCEEDED,
                open == 0 ? "All steps are done" : "All automatic steps are done; for people: " + open);
    }

    /** An open manual step is people's and holds nothing up. */
    private static boolean isOver(StepStatus status) {
        return switch (status) {
            case PENDING, RUNNING, AWAITING_APPROVAL, VERIFYING -> false;
            case OPEN, SUCCEEDED, FAILED, SKIPPED, SHADOWED, REFUSED, REJECTED, UNDONE, UNKNOWN -> true;
        };
    }

    private static StepDefinition.Action action(Situation situation, Step step) {
        return (StepDefinition.Action) situation.definition(step);
    }
}
