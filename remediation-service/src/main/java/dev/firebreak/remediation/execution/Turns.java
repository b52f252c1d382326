package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.remediation.governor.Failures;
import dev.firebreak.remediation.governor.Governor;
import dev.firebreak.remediation.ledger.Attempt;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A turn: claim, then decide and do one thing after another until there is something to wait for. */
@Component
class Turns {
    private final TurnStore store;
    private final Supplier<Catalog> catalogs;
    private final Looking looking;
    private final Acting acting;
    private final Observing observing;
    private final Undoing undoing;
    private final Governor governor;
    private final Failures failures;

    Turns(
            TurnStore store,
            Supplier<Catalog> catalogs,
            Looking looking,
            Acting acting,
            Observing observing,
            Undoing undoing,
            Governor governor,
            Failures failures) {
        this.store = store;
        this.catalogs = catalogs;
        this.looking = looking;
        this.acting = acting;
        this.observing = observing;
        this.undoing = undoing;
        this.governor = governor;
        this.failures = failures;
    }

    /** @param until when the next turn is due */
    record Rest(RemediationId id, Instant now, Instant until) {}

    /**
     * Empty when it is held by another turn, finished, or waits for something to arrive.
     *
     * @param isStopping asked before each new thing: when true the remediation is handed back
     */
    Mono<Rest> run(RemediationId id, BooleanSupplier isStopping) {
        return store.claim(id).flatMap(held -> goOn(held, isStopping));
    }

    /** {@link #run} of one that is held already; one that waited long for its turn is handed back and claimed as usual. */
    Mono<Rest> begin(Held held, BooleanSupplier isStopping) {
        return store.isFresh(held)
                ? goOn(held, isStopping)
                : store.handBack(held).then(run(held.remediation().id(), isStopping));
    }

    private Mono<Rest> goOn(Held held, BooleanSupplier isStopping) {
        if (held.remediation().state().isFinished()) {
            return Mono.empty();
        }
        @Nullable Resting rest = held.rest();
        if (rest != null) {
            return rest(held, rest.until());
        }
        if (isStopping.getAsBoolean()) {
            return store.handBack(held).then(Mono.empty());
        }
        Optional<View> view = View.of(catalogs.get(), held);
        Decision decision = Decision.next(View.situation(view, held), held.now());
        if (decision instanceof Decision.Sleep(Instant until)) {
            return store.release(held, until).flatMap(isReleased -> {
                if (!isReleased) {
                    return store.reload(held).flatMap(now -> goOn(now, isStopping));
                }
                return rest(held, until);
            });
        }
        Optional<Change> still = Still.change(held, view, decision);
        Mono<Held> done = still.isPresent()
                ? store.decide(held, now -> Still.change(now, view, decision).orElseThrow())
                : act(held, view, decision);
        return done.flatMap(next -> goOn(next, isStopping));
    }

    private static Mono<Rest> rest(Held held, @Nullable Instant until) {
        return Mono.justOrEmpty(until).map(it -> new Rest(held.remediation().id(), held.now(), it));
    }

    private Mono<Held> act(Held held, Optional<View> view, Decision decision) {
        return switch (decision) {
            case Decision.Look(StepDefinition.Check step) -> looking.look(held, view.orElseThrow(), step);
            case Decision.Probe(StepDefinition.Action step) -> looking.probe(held, view.orElseThrow(), step);
            case Decision.Act(StepDefinition.Action step) -> acting.act(held, view.orElseThrow(), step);
            case Decision.Undo(StepDefinition.Action step) -> undoing.undo(held, view.orElseThrow(), step);
            case Decision.ProbeUndo(StepDefinition.Action step) -> looking.probeUndo(held, view.orElseThrow(), step);
            case Decision.Observe(StepDefinition.Action step, Attempt attempt) ->
                observing.observe(held, view.orElseThrow(), step, attempt);
            case Decision.Finish(RemediationState state, String summary) -> finish(held, view, state, summary);
            case Decision.StartWait _,
                    Decision.EndWait _,
                    Decision.OpenManual _,
                    Decision.Skip _,
                    Decision.Expire _,
                    Decision.Stop _,
                    Decision.Sleep _ -> throw new IllegalStateException(decision + " needs nothing from outside");
        };
    }

    private Mono<Held> finish(Held held, Optional<View> view, RemediationState state, String summary) {
        return store.change(
                held,
                now -> Mono.justOrEmpty(view)
                        .flatMap(it -> failures.ended(
                                now.remediation(),
                                state,
                                governor.boundsOf(it.scopes().system()),
                                now.now()))
                        .thenReturn(Still.finished(now, state, summary)));
    }
}
