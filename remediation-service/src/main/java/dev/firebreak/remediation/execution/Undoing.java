package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Undo;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.governor.Governor;
import dev.firebreak.remediation.planning.Plans;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes back what did not help, through the same ledger. */
@Component
class Undoing {
    private final TurnStore store;
    private final Planning planning;
    private final Governor governor;
    private final Dispatching dispatching;

    Undoing(TurnStore store, Planning planning, Governor governor, Dispatching dispatching) {
        this.store = store;
        this.governor = governor;
        this.planning = planning;
        this.dispatching = dispatching;
    }

    Mono<Held> undo(Held held, View view, StepDefinition.Action step) {
        Undo undo = step.undo();
        if (undo == null) {
            return over(held, new RemediationEvent.StepFailed(step.id(), "Not undone: the runbook says no way"), step);
        }
        return planning.describe(
                held,
                view,
                undo.action(),
                undo.with(),
                described -> switch (described.description()) {
                    case Description.Impossible(String reason) -> impossible(held, step, reason);
                    case Description.NotNeeded(String reason) ->
                        over(held, new RemediationEvent.Undone(step.id(), "Nothing to undo: " + reason), step);
                    case Description.Ready ready ->
                        dispatching.dispatch(
                                held,
                                new Intent(
                                        step,
                                        described.action(),
                                        described.request(),
                                        ready,
                                        Plans.ofUndo(undo, ready, step.id() + " did not help", view.catalogVersion()),
                                        true,
                                        governor.boundsOf(view.scopes().system()),
                                        null,
                                        null,
                                        null));
                },
                reason -> impossible(held, step, reason));
    }

    private Mono<Held> impossible(Held held, StepDefinition.Action step, String reason) {
        return over(held, new RemediationEvent.StepFailed(step.id(), "Not undone: " + reason), step);
    }

    private Mono<Held> over(Held held, RemediationEvent event, StepDefinition.Action step) {
        return store.decide(
                held,
                now -> Change.of(now, event)
                        .with(now.progress().with(step.id(), it -> it.undoing(StepProgress.Undoing.OVER))));
    }
}
