package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.BrokenGlass;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Reading;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.governor.Governor;
import dev.firebreak.remediation.planning.Plans;
import dev.firebreak.remediation.trust.TrustStore;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An action step: planned afresh each time, then said, asked or done as its mode is. */
@Component
class Acting {
    private final TurnStore store;
    private final Planning planning;
    private final Looking looking;
    private final Governor governor;
    private final TrustStore trust;
    private final Dispatching dispatching;
    private final ExecutionSettings settings;

    Acting(
            TurnStore store,
            Planning planning,
            Looking looking,
            Governor governor,
            TrustStore trust,
            Dispatching dispatching,
            ExecutionSettings settings) {
        this.store = store;
        this.planning = planning;
        this.looking = looking;
        this.trust = trust;
        this.governor = governor;
        this.dispatching = dispatching;
        this.settings = settings;
    }

    /** Plans, and looks at the same time at what the verification will look at, when it is about to be done. */
    Mono<Held> act(Held held, View view, StepDefinition.Action step) {
        boolean isAboutToAct =
                held.mode(step) == StepMode.AUTO || held.state(step).approval() != null;
        Mono<Optional<Reading>> before = isAboutToAct ? looking.before(held, view, step) : Mono.just(Optional.empty());
        return Mono.zip(planning.find(held, view, step.type(), step.with()), before)
                .flatMap(found ->
                        found(held, view, step, found.getT1(), found.getT2().orElse(null)));
    }

    private Mono<Held> found(
            Held held, View view, StepDefinition.Action step, Planning.Found found, @Nullable Reading before) {
        return switch (found) {
            case Planning.Impossible(String reason) -> fail(held, step, reason);
            case Planning.Described described ->
                switch (described.description()) {
                    case Description.Impossible(String reason) -> fail(held, step, reason);
                    case Description.NotNeeded(String reason) ->
                        store.decide(
                                held,
                                now -> Change.of(
                                        now, new RemediationEvent.StepSkipped(step.id(), "Not needed: " + reason)));
                    case Description.Ready ready ->
                        planned(held, step, intent(held, view, step, described, ready, before));
                };
        };
    }

    private Mono<Held> planned(Held held, StepDefinition.Action step, Intent intent) {
        return switch (Planned.of(held, step, intent)) {
            case Planned.Shadow _ -> shadow(held, intent);
            case Planned.Ask _ -> ask(held, intent);
            case Planned.Dispatch(Intent sure) -> dispatching.dispatch(held, sure);
            case Planned.Changed(Plan approved) ->
                store.decide(held, now -> Planned.changed(now, step, approved, intent.plan(), settings.maxAsks()));
        };
    }

    /** What would have been done, and that nothing spoke against it, is the first thing to earn trust by. */
    private Mono<Held> shadow(Held held, Intent intent) {
        StepDefinition.Action step = intent.step();
        return store.change(
                held,
                now -> governor.foresee(intent.ask(now)).flatMap(refusal -> {
                    String but = refusal.map(it -> "; not now, " + it.guard().word() + ": " + it.reason())
                            .orElse("");
                    Change said = Change.of(
                            now,
                            new RemediationEvent.ActionShadowed(
                                    step.id(), intent.plan(), "Would do: " + intent.words() + but));
                    return refusal.isPresent() || held.incident().isDrill()
                            ? Mono.just(said)
                            : trust.learn(held.remediation().runbook(), step, true)
                                    .map(said::and);
                }));
    }

    /** Nobody is asked for what a guard would refuse anyway. */
    private Mono<Held> ask(Held held, Intent intent) {
        return store.change(
                held,
                now -> governor.foresee(intent.ask(now))
                        .map(refusal -> refusal.map(
                                        it -> Change.of(now, Dispatching.refused(intent, "Not asked: ", it)))
                                // the id is not one of ours, which tell their time
                                .orElseGet(() -> Planned.asked(now, intent, UUID.randomUUID()))));
    }

    private Mono<Held> fail(Held held, StepDefinition.Action step, String reason) {
        return store.decide(
                held, now -> Change.of(now, new RemediationEvent.StepFailed(step.id(), "Cannot: " + reason)));
    }

    /** What would be done, planned to the end. */
    Intent intent(
            Held held,
            View view,
            StepDefinition.Action step,
            Planning.Described described,
            Description.Ready ready,
            @Nullable Reading before) {
        BrokenGlass broken = held.state(step).glass();
        BrokenGlass glass = broken == null || held.now().isBefore(broken.expiresAt()) ? broken : null;
        return new Intent(
                step,
                described.action(),
                described.request(),
                ready,
                Plans.of(held.remediation(), step, ready, glass, view.catalogVersion()),
                false,
                governor.boundsOf(view.scopes().system()),
                glass,
                null,
                before);
    }
}
