package dev.firebreak.remediation.execution;

import dev.firebreak.model.Link;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.approval.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How an event changes a remediation: the state is its events and nothing else. */
public final class Projection {
    private Projection() {}

    public static Remediation after(Remediation before, RemediationEvent event, Instant at) {
        return switch (event) {
            case RemediationEvent.Started _ -> before;
            case RemediationEvent.StepStarted e -> step(before, e.step(), it -> to(it, StepStatus.RUNNING, null, at));
            case RemediationEvent.StepSucceeded e ->
                step(before, e.step(), it -> output(to(it, StepStatus.SUCCEEDED, e.summary(), at), e.output()));
            case RemediationEvent.StepFailed e ->
                step(before, e.step(), it -> to(it, StepStatus.FAILED, e.summary(), at));
            case RemediationEvent.StepSkipped e ->
                step(before, e.step(), it -> to(it, StepStatus.SKIPPED, e.summary(), at));
            case RemediationEvent.ManualStepOpened e ->
                step(before, e.step(), it -> to(it, StepStatus.OPEN, e.summary(), at));
            case RemediationEvent.ActionShadowed e ->
                step(before, e.step(), it -> to(it, StepStatus.SHADOWED, e.summary(), at));
            case RemediationEvent.ApprovalRequested e ->
                step(
                        before,
                        e.step(),
                        it -> approval(to(it, StepStatus.AWAITING_APPROVAL, e.summary(), at), e.approval()));
            case RemediationEvent.Approved e -> step(before, e.step(), it -> approved(it, e, at));
            case RemediationEvent.Rejected e ->
                step(before, e.step(), it -> to(it, StepStatus.REJECTED, e.summary(), at));
            case RemediationEvent.ApprovalVoided e ->
                step(before, e.step(), it -> approval(to(it, StepStatus.RUNNING, e.summary(), at), null));
            case RemediationEvent.AnswerRefused _ -> before;
            case RemediationEvent.ActionDispatched e -> step(before, e.step(), it -> detail(it, e.summary(), at));
            case RemediationEvent.ActionApplied e ->
                step(before, e.step(), it -> applied(to(it, StepStatus.VERIFYING, e.summary(), at), e.before()));
            case RemediationEvent.ActionRefused e ->
                step(before, e.step(), it -> to(it, StepStatus.REFUSED, e.summary(), at));
            case RemediationEvent.Verified e ->
                step(before, e.step(), it -> to(it, StepStatus.SUCCEEDED, e.summary(), at));
            case RemediationEvent.VerificationFailed e ->
                step(before, e.step(), it -> to(it, StepStatus.FAILED, e.summary(), at));
            case RemediationEvent.Undone e -> step(before, e.step(), it -> to(it, StepStatus.UNDONE, e.summary(), at));
            case RemediationEvent.OutcomeUnknown e ->
                step(before, e.step(), it -> to(it, StepStatus.UNKNOWN, e.summary(), at));
            case RemediationEvent.Finished e -> copy(before, e.state(), before.steps(), at);
        };
    }

    /** The state follows from the steps until the remediation is finished. */
    private static Remediation step(Remediation before, String id, UnaryOperator<Step> change) {
        List<Step> steps = before.steps().stream()
                .map(step -> step.id().equals(id) ? change.apply(step) : step)
                .toList();
        if (before.state().isFinished()) {
            return copy(before, before.state(), steps, before.finishedAt());
        }
        boolean isAsked = steps.stream().anyMatch(step -> step.status() == StepStatus.AWAITING_APPROVAL);
        return copy(before, isAsked ? RemediationState.AWAITING_APPROVAL : RemediationState.RUNNING, steps, null);
    }

    private static Remediation copy(
            Remediation it, RemediationState state, List<Step> steps, @Nullable Instant finishedAt) {
        return new Remediation(
                it.id(),
                it.incidentId(),
                it.runbook(),
                it.service(),
                it.catalogVersion(),
                state,
                steps,
                it.startedAt(),
                finishedAt);
    }

    private static Step approved(Step it, RemediationEvent.Approved event, Instant at) {
        boolean isComplete = Answer.isComplete(event.approval());
        return approval(
                to(it, isComplete ? StepStatus.RUNNING : StepStatus.AWAITING_APPROVAL, event.summary(), at),
                event.approval());
    }

    private static Step to(Step it, StepStatus status, @Nullable String detail, Instant at) {
        return new Step(
                it.id(),
                it.kind(),
                it.uses(),
                it.mode(),
                status,
                detail == null ? it.detail() : detail,
                it.output(),
                it.before(),
                it.approval(),
                it.links(),
                it.startedAt() == null ? at : it.startedAt(),
                isEnd(status) ? at : null);
    }

    private static boolean isEnd(StepStatus status) {
        return switch (status) {
            case PENDING, RUNNING, AWAITING_APPROVAL, VERIFYING, OPEN -> false;
            case SUCCEEDED, FAILED, SKIPPED, SHADOWED, REFUSED, REJECTED, UNDONE, UNKNOWN -> true;
        };
    }

    /** A dispatch to undo leaves the step failed until the outcome is known. */
    private static Step detail(Step it, String detail, Instant at) {
        return to(it, it.status() == StepStatus.FAILED ? StepStatus.FAILED : StepStatus.RUNNING, detail, at);
    }

    private static Step output(Step it, Map<String, String> output) {
        return copy(it, output, it.before(), it.approval(), it.links());
    }

    private static Step applied(Step it, @Nullable String before) {
        return copy(it, it.output(), before, it.approval(), it.links());
    }

    private static Step approval(Step it, @Nullable Approval approval) {
        return copy(it, it.output(), it.before(), approval, it.links());
    }

    private static Step copy(
            Step it,
            Map<String, String> output,
            @Nullable String before,
            @Nullable Approval approval,
            List<Link> links) {
        return new Step(
                it.id(),
                it.kind(),
                it.uses(),
                it.mode(),
                it.status(),
                it.detail(),
                output,
                before,
                approval,
                links,
                it.startedAt(),
                it.endedAt());
    }
}
