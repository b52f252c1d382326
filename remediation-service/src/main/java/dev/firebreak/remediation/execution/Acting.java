package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.governor.Governor;
import dev.firebreak.remediation.planning.Plans;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An action step: planned afresh each time, then said, asked or done as its mode is. */
@Component
class Acting {
    private final TurnStore store;
    private final Planning planning;
    private final Governor governor;
    private final Dispatching dispatching;
    private final ExecutionSettings settings;

    Acting(TurnStore store, Planning planning, Governor governor, Dispatching dispatching, ExecutionSettings settings) {
        this.store = store;
        this.planning = planning;
        this.governor = governor;
        this.dispatching = dispatching;
        this.settings = settings;
    }

    Mono<Held> act(Held held, View view, StepDefinition.Action step) {
        return planning.describe(
                held,
                view,
                step.type(),
                step.with(),
                described -> switch (described.description()) {
                    case Description.Impossible(String reason) -> fail(held, step, reason);
                    case Description.NotNeeded(String reason) ->
                        store.change(
                                held,
                                now -> Mono.just(Change.of(
                                        now, new RemediationEvent.StepSkipped(step.id(), "Not needed: " + reason))));
                    case Description.Ready ready -> planned(held, view, step, described, ready);
                },
                reason -> fail(held, step, reason));
    }

    private Mono<Held> planned(
            Held held, View view, StepDefinition.Action step, Planning.Described described, Description.Ready ready) {
        Plan plan = Plans.of(held.remediation(), step, ready, view.catalogVersion());
        return switch (step.mode()) {
            case SHADOW -> {
                Intent intent = intent(step, described, ready, plan, null);
                yield store.change(
                        held,
                        now -> Mono.just(Change.of(
                                now,
                                new RemediationEvent.ActionShadowed(step.id(), plan, "Would do: " + intent.words()))));
            }
            case AUTO -> dispatching.dispatch(held, intent(step, described, ready, plan, null));
            case APPROVE -> {
                Step state = state(held, step);
                Approval approval = state.approval();
                if (approval == null) {
                    yield ask(held, intent(step, described, ready, plan, null));
                }
                yield approval.plan().hash().equals(plan.hash())
                        ? dispatching.dispatch(held, intent(step, described, ready, plan, approval))
                        : changed(held, step, approval.plan(), plan);
            }
        };
    }

    /** Nobody is asked for what a guard would refuse anyway. */
    private Mono<Held> ask(Held held, Intent intent) {
        StepDefinition.Action step = intent.step();
        return store.change(
                held,
                now -> governor.foresee(intent.ask(now))
                        .map(refusal -> refusal.map(it -> Change.of(
                                        now,
                                        new RemediationEvent.ActionRefused(
                                                step.id(),
                                                it.guard(),
                                                it.allowedAgainAt(),
                                                "Not asked: " + intent.words() + "; " + it.guard() + ": "
                                                        + it.reason())))
                                .orElseGet(() -> Change.of(
                                                now,
                                                new RemediationEvent.ApprovalRequested(
                                                        step.id(),
                                                        new Approval(
                                                                UUID.randomUUID(), // not one of ours, which tell
                                                                // their time
                                                                intent.plan(),
                                                                step.approve().by(),
                                                                step.approve().people(),
                                                                now.now()
                                                                        .plus(step.approve()
                                                                                .within()),
                                                                List.of()),
                                                        "Approve? " + intent.words()))
                                        .with(now.progress().with(step.id(), StepProgress::askedAgain)))));
    }

    /** People said yes to something else than what would be done now. */
    private Mono<Held> changed(Held held, StepDefinition.Action step, Plan approved, Plan plan) {
        return store.change(held, now -> {
            var voided = new RemediationEvent.ApprovalVoided(
                    step.id(), "What was approved is no longer what would be done: " + difference(approved, plan));
            boolean isTooOften = now.progress().of(step.id()).asked() >= settings.maxAsks();
            return Mono.just(
                    isTooOften
                            ? Change.of(
                                    now,
                                    voided,
                                    new RemediationEvent.StepFailed(
                                            step.id(), "The plan changed each time that it was approved"))
                            : Change.of(now, voided));
        });
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

    private Mono<Held> fail(Held held, StepDefinition.Action step, String reason) {
        return store.change(
                held,
                now -> Mono.just(Change.of(now, new RemediationEvent.StepFailed(step.id(), "Cannot: " + reason))));
    }

    private static Intent intent(
            StepDefinition.Action step,
            Planning.Described described,
            Description.Ready ready,
            Plan plan,
            @Nullable Approval approval) {
        return new Intent(
                step,
                described.action(),
                described.request(),
                ready,
                plan,
                false,
                approval == null ? null : approval.id(),
                approval == null ? null : approval.expiresAt());
    }

    private static Step state(Held held, StepDefinition.Action step) {
        return held.remediation().steps().stream()
                .filter(it -> it.id().equals(step.id()))
                .findFirst()
                .orElseThrow();
    }
}
