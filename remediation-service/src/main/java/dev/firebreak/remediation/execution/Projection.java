package dev.firebreak.remediation.execution;

import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.BrokenGlass;
import dev.firebreak.model.remediation.Probe;
import dev.firebreak.model.remediation.Reading;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.remediation.Tick;
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
            case RemediationEvent.ActionDispatched e ->
                step(before, e.step(), it -> dispatched(detail(it, e.summary(), at), e.probe()));
            case RemediationEvent.ActionApplied e ->
                step(before, e.step(), it -> applied(to(it, StepStatus.VERIFYING, e.summary(), at), e.before()));
            case RemediationEvent.ActionRefused e ->
                step(before, e.step(), it -> to(it, StepStatus.REFUSED, e.summary(), at));
            case RemediationEvent.GlassBroken e ->
                revived(step(before, e.step(), it -> glass(to(it, StepStatus.PENDING, e.summary(), at), e.glass())));
            case RemediationEvent.Verified e ->
                step(before, e.step(), it -> probed(to(it, StepStatus.SUCCEEDED, e.summary(), at), e.probe()));
            case RemediationEvent.VerificationFailed e ->
                step(before, e.step(), it -> probed(to(it, StepStatus.FAILED, e.summary(), at), e.probe()));
            case RemediationEvent.Undone e -> step(before, e.step(), it -> to(it, StepStatus.UNDONE, e.summary(), at));
            case RemediationEvent.UndoProbed e ->
                step(
                        before,
                        e.step(),
                        it -> probedAfterUndo(
                                to(it, StepStatus.UNDONE, it.detail() + "; " + e.summary(), at), e.probe()));
            case RemediationEvent.TrustChanged _ -> before;
            case RemediationEvent.ManualStepDone e ->
                step(before, e.step(), it -> tick(to(it, StepStatus.SUCCEEDED, e.summary(), at), e.tick()));
            case RemediationEvent.ManualStepReopened e ->
                step(before, e.step(), it -> tick(to(it, StepStatus.OPEN, e.summary(), at), null));
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

    /** It goes on where it ended. */
    private static Remediation revived(Remediation it) {
        return copy(it, RemediationState.RUNNING, it.steps(), null);
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
                isEnd(status) ? at : null,
                it.probe(),
                it.tick(),
                it.glass());
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

    /** Broken glass counts for one dispatch. An undo has no look before it and leaves what was seen. */
    private static Step dispatched(Step it, @Nullable Reading before) {
        Probe probe = before == null ? it.probe() : new Probe(before, null, null);
        return copy(it, it.output(), it.before(), it.approval(), probe, it.tick(), null);
    }

    private static Step probed(Step it, @Nullable Reading after) {
        Probe known = it.probe();
        Probe probe = after == null ? known : new Probe(known == null ? null : known.before(), after, null);
        return copy(it, it.output(), it.before(), it.approval(), probe, it.tick(), it.glass());
    }

    private static Step probedAfterUndo(Step it, Reading afterUndo) {
        Probe known = it.probe();
        Probe probe = new Probe(known == null ? null : known.before(), known == null ? null : known.after(), afterUndo);
        return copy(it, it.output(), it.before(), it.approval(), probe, it.tick(), it.glass());
    }

    private static Step tick(Step it, @Nullable Tick tick) {
        return copy(it, it.output(), it.before(), it.approval(), it.probe(), tick, it.glass());
    }

    private static Step glass(Step it, BrokenGlass glass) {
        return copy(it, it.output(), it.before(), null, it.probe(), it.tick(), glass);
    }

    private static Step output(Step it, Map<String, String> output) {
        return copy(it, output, it.before(), it.approval(), it.probe(), it.tick(), it.glass());
    }

    private static Step applied(Step it, @Nullable String before) {
        return copy(it, it.output(), before, it.approval(), it.probe(), it.tick(), it.glass());
    }

    private static Step approval(Step it, @Nullable Approval approval) {
        return copy(it, it.output(), it.before(), approval, it.probe(), it.tick(), it.glass());
    }

    private static Step copy(
            Step it,
            Map<String, String> output,
            @Nullable String before,
            @Nullable Approval approval,
            @Nullable Probe probe,
            @Nullable Tick tick,
            @Nullable BrokenGlass glass) {
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
                it.links(),
                it.startedAt(),
                it.endedAt(),
                probe,
                tick,
                glass);
    }
}
