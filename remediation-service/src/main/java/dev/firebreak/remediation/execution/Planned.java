package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.RemediationEvent;
import java.util.List;
import java.util.UUID;

/** What becomes of a plan, by how far the step may go and what people have said. */
sealed interface Planned {
    record Shadow() implements Planned {}

    record Ask() implements Planned {}

    record Dispatch(Intent intent) implements Planned {}

    /** People said yes to something else than what would be done now. */
    record Changed(Plan approved) implements Planned {}

    static Planned of(Held held, StepDefinition.Action step, Intent intent) {
        return switch (held.mode(step)) {
            case SHADOW -> new Shadow();
            case AUTO -> new Dispatch(intent);
            case APPROVE -> {
                Approval approval = held.state(step).approval();
                if (approval == null) {
                    yield new Ask();
                }
                yield approval.plan().hash().equals(intent.plan().hash())
                        ? new Dispatch(intent.approvedBy(approval))
                        : new Changed(approval.plan());
            }
        };
    }

    /** @param id of the question, from outside because it is random */
    static Change asked(Held held, Intent intent, UUID id) {
        StepDefinition.Action step = intent.step();
        Approval approval = new Approval(
                id,
                intent.plan(),
                step.approve().by(),
                step.approve().people(),
                held.now().plus(step.approve().within()),
                List.of());
        return Change.of(
                        held, new RemediationEvent.ApprovalRequested(step.id(), approval, "Approve? " + intent.words()))
                .with(held.progress().with(step.id(), StepProgress::askedAgain));
    }

    static Change changed(Held held, StepDefinition.Action step, Plan approved, Plan plan, int maxAsks) {
        var voided = new RemediationEvent.ApprovalVoided(
                step.id(), "What was approved is no longer what would be done: " + difference(approved, plan));
        boolean isTooOften = held.progress().of(step.id()).asked() >= maxAsks;
        return isTooOften
                ? Change.of(
                        held,
                        voided,
                        new RemediationEvent.StepFailed(step.id(), "The plan changed each time that it was approved"))
                : Change.of(held, voided);
    }

    private static String difference(Plan approved, Plan plan) {
        if (!approved.to().equals(plan.to()) || !String.valueOf(approved.from()).equals(String.valueOf(plan.from()))) {
            return "from " + plan.from() + " to " + plan.to() + ", approved was from " + approved.from() + " to "
                    + approved.to();
        }
        return approved.catalogVersion().equals(plan.catalogVersion())
                ? "its target or evidence changed"
                : "the catalogue changed";
    }
}
