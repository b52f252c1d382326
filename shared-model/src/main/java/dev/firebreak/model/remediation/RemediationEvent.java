package dev.firebreak.model.remediation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fact about one remediation. The timeline shows {@link #summary()}, in words that need no further look. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface RemediationEvent {
    /** One line for people: what happened, to what, why. */
    String summary();

    @JsonTypeName("remediation.started.v1")
    record Started(String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.stepStarted.v1")
    record StepStarted(String step, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.stepSucceeded.v1")
    record StepSucceeded(String step, Map<String, String> output, String summary) implements RemediationEvent {
        public StepSucceeded {
            output = Map.copyOf(output);
        }
    }

    @JsonTypeName("remediation.stepFailed.v1")
    record StepFailed(String step, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.stepSkipped.v1")
    record StepSkipped(String step, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.manualStepOpened.v1")
    record ManualStepOpened(String step, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.actionShadowed.v1")
    record ActionShadowed(String step, Plan plan, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.approvalRequested.v1")
    record ApprovalRequested(String step, Approval approval, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.approved.v1")
    record Approved(String step, Approval approval, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.rejected.v1")
    record Rejected(String step, String summary) implements RemediationEvent {}

    /** Nobody answered in time, or what was approved is no longer what would be done. */
    @JsonTypeName("remediation.approvalVoided.v1")
    record ApprovalVoided(String step, String summary) implements RemediationEvent {}

    /** An answer that did not count: too late, not entitled, another plan. */
    @JsonTypeName("remediation.answerRefused.v1")
    record AnswerRefused(String step, String summary) implements RemediationEvent {}

    /**
     * Committed before the call leaves: from here on it may have reached the target.
     *
     * @param probe what the verification saw before; null when there is none or it did not answer in time
     */
    @JsonTypeName("remediation.actionDispatched.v1")
    record ActionDispatched(
            String step, int attempt, Plan plan, @Nullable Reading probe, String summary) implements RemediationEvent {}

    /** @param before the state that was replaced; null when there is none to go back to */
    @JsonTypeName("remediation.actionApplied.v1")
    record ActionApplied(String step, int attempt, @Nullable String before, String summary)
            implements RemediationEvent {}

    /**
     * A guard said no.
     *
     * @param figures what it judged by
     * @param allowedAgainAt when it would say yes; null when only a person can lift it
     */
    @JsonTypeName("remediation.actionRefused.v1")
    record ActionRefused(
            String step,
            String guard,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Figure> figures,
            @Nullable Instant allowedAgainAt,
            String summary)
            implements RemediationEvent {
        public ActionRefused {
            figures = Lists.orNone(figures);
        }
    }

    /** An admin lets a step pass guards that said no, once: it is to be done after all. */
    @JsonTypeName("remediation.glassBroken.v1")
    record GlassBroken(String step, BrokenGlass glass, String summary) implements RemediationEvent {}

    /** @param probe what was seen last */
    @JsonTypeName("remediation.verified.v1")
    record Verified(String step, @Nullable Reading probe, String summary) implements RemediationEvent {}

    /** @param probe what was seen last */
    @JsonTypeName("remediation.verificationFailed.v1")
    record VerificationFailed(String step, @Nullable Reading probe, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.undone.v1")
    record Undone(String step, String summary) implements RemediationEvent {}

    /**
     * The verification was asked once more after the undo.
     *
     * @param recovered it was good often enough in a row; a person looks either way
     */
    @JsonTypeName("remediation.undoProbed.v1")
    record UndoProbed(String step, boolean recovered, Reading probe, String summary) implements RemediationEvent {}

    /**
     * What a step has earned, or lost: from now on it may go that far in every run of its runbook.
     *
     * @param proven good outcomes in a row that led to it; 0 when a bad one did
     */
    @JsonTypeName("remediation.trustChanged.v1")
    record TrustChanged(String step, StepMode from, StepMode to, int proven, String summary)
            implements RemediationEvent {}

    @JsonTypeName("remediation.manualStepDone.v1")
    record ManualStepDone(String step, Tick tick, String summary) implements RemediationEvent {}

    /** It was ticked by mistake. */
    @JsonTypeName("remediation.manualStepReopened.v1")
    record ManualStepReopened(String step, String summary) implements RemediationEvent {}

    /** After a crash or a lost answer nobody can say whether the call took effect: a person must look. */
    @JsonTypeName("remediation.outcomeUnknown.v1")
    record OutcomeUnknown(String step, int attempt, String summary) implements RemediationEvent {}

    @JsonTypeName("remediation.finished.v1")
    record Finished(RemediationState state, String summary) implements RemediationEvent {}
}
