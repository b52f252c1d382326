package dev.firebreak.remediation.approval;

import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person's answer comes to. Each that does not count is an event with its reason. */
public final class Answer {
    private Answer() {}

    public static RemediationEvent yes(
            Remediation remediation, UUID approvalId, Actor actor, People people, Instant now) {
        Optional<Step> asked = asked(remediation, approvalId);
        String refusal = refusal(remediation, asked, actor, people, now);
        if (refusal != null) {
            return refused(asked, actor, "approval", refusal);
        }
        Step step = asked.orElseThrow();
        Approval approval = required(step);
        List<String> approvedBy = new ArrayList<>(approval.approvedBy());
        approvedBy.add(actor.id());
        if (people.count(approvedBy) < approvedBy.size()) {
            return refused(asked, actor, "approval", "the same person counts once");
        }
        String count = approval.people() == 1 ? "" : " (" + approvedBy.size() + " of " + approval.people() + " people)";
        return new RemediationEvent.Approved(
                step.id(),
                new Approval(
                        approval.id(),
                        approval.plan(),
                        approval.by(),
                        approval.people(),
                        approval.expiresAt(),
                        approvedBy),
                actor.name() + " approved " + approval.plan().action() + " on "
                        + approval.plan().target() + count);
    }

    public static RemediationEvent no(
            Remediation remediation,
            UUID approvalId,
            Actor actor,
            @Nullable String reason,
            People people,
            Instant now) {
        Optional<Step> asked = asked(remediation, approvalId);
        String refusal = refusal(remediation, asked, actor, people, now);
        if (refusal != null) {
            return refused(asked, actor, "rejection", refusal);
        }
        Step step = asked.orElseThrow();
        String why = reason == null || reason.isBlank() ? "" : ": " + reason;
        return new RemediationEvent.Rejected(
                step.id(), actor.name() + " rejected " + required(step).plan().action() + why);
    }

    /** True when enough different people said yes. */
    public static boolean isComplete(Approval approval) {
        return approval.approvedBy().size() >= approval.people();
    }

    private static @Nullable String refusal(
            Remediation remediation, Optional<Step> asked, Actor actor, People people, Instant now) {
        if (remediation.state().isFinished()) {
            return "the remediation is over (" + remediation.state().word() + ")";
        }
        if (asked.isEmpty()) {
            return "that question is no longer asked: the plan changed or was answered";
        }
        Approval approval = required(asked.get());
        if (asked.get().status() != StepStatus.AWAITING_APPROVAL) {
            return "it is answered already";
        }
        if (!now.isBefore(approval.expiresAt())) {
            return "it came too late: the question expired at " + approval.expiresAt();
        }
        if (People.isProgram(actor)) {
            return "a program's token is nobody: a person must answer";
        }
        return people.isEntitled(actor, approval.by())
                ? null
                : "only " + String.join(", ", approval.by()) + " may answer";
    }

    private static RemediationEvent refused(Optional<Step> asked, Actor actor, String what, String why) {
        return new RemediationEvent.AnswerRefused(
                asked.map(Step::id).orElse(""), "The " + what + " by " + actor.name() + " does not count: " + why);
    }

    private static Optional<Step> asked(Remediation remediation, UUID approvalId) {
        return remediation.steps().stream()
                .filter(step -> step.approval() != null && step.approval().id().equals(approvalId))
                .findFirst();
    }

    private static Approval required(Step step) {
        Approval approval = step.approval();
        if (approval == null) {
            throw new IllegalStateException("step " + step.id() + " was not asked about");
        }
        return approval;
    }
}
