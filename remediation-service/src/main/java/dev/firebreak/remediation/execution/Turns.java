package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.remediation.governor.Failures;
import dev.firebreak.remediation.governor.Governor;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.ledger.Ledger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A turn: claim, then decide and do one thing after another until there is something to wait for. */
@Component
class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final TurnStore store;
    private final Supplier<Catalog> catalogs;
    private final Looking looking;
    private final Acting acting;
    private final Observing observing;
    private final Undoing undoing;
    private final Ledger ledger;
    private final Governor governor;
    private final Failures failures;

    Turns(
            TurnStore store,
            Supplier<Catalog> catalogs,
            Looking looking,
            Acting acting,
            Observing observing,
            Undoing undoing,
            Ledger ledger,
            Governor governor,
            Failures failures) {
        this.store = store;
        this.catalogs = catalogs;
        this.looking = looking;
        this.acting = acting;
        this.observing = observing;
        this.undoing = undoing;
        this.ledger = ledger;
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

    private Mono<Rest> goOn(Held held, BooleanSupplier isStopping) {
        if (held.remediation().state().isFinished()) {
            return Mono.empty();
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
                return Mono.justOrEmpty(until)
                        .map(it -> new Rest(held.remediation().id(), held.now(), it));
            });
        }
        return act(held, view, decision).flatMap(next -> goOn(next, isStopping));
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
            case Decision.StartWait(StepDefinition.Wait step) ->
                store.change(
                        held,
                        now -> Mono.just(Change.of(
                                        now, new RemediationEvent.StepStarted(step.id(), "Waiting for " + step.uses()))
                                .with(now.progress()
                                        .with(step.id(), it -> it.due(now.now().plus(step.duration()))))));
            case Decision.EndWait(StepDefinition.Wait step) ->
                events(held, new RemediationEvent.StepSucceeded(step.id(), Map.of(), "Waited for " + step.uses()));
            case Decision.OpenManual(StepDefinition.Manual step) ->
                events(held, new RemediationEvent.ManualStepOpened(step.id(), words(held, view, step)));
            case Decision.Skip(String step, String reason) ->
                events(held, new RemediationEvent.StepSkipped(step, reason));
            case Decision.Expire(String step) ->
                events(
                        held,
                        new RemediationEvent.ApprovalVoided(step, "Nobody answered in time"),
                        new RemediationEvent.StepFailed(step, "Not done: nobody answered in time"));
            case Decision.Stop stop -> stop(held, stop);
            case Decision.Finish(RemediationState state, String summary) -> finish(held, view, state, summary);
            case Decision.Sleep _ -> Mono.just(held);
        };
    }

    private Mono<Held> stop(Held held, Decision.Stop stop) {
        String asked = stop.askedStep();
        return asked == null
                ? finish(held, Optional.empty(), RemediationState.STOPPED, "Stopped: " + stop.reason())
                : events(
                        held,
                        new RemediationEvent.ApprovalVoided(asked, "No longer asked: " + stop.reason()),
                        new RemediationEvent.StepSkipped(asked, "Not done: " + stop.reason()),
                        new RemediationEvent.Finished(RemediationState.STOPPED, "Stopped: " + stop.reason()));
    }

    private Mono<Held> finish(Held held, Optional<View> view, RemediationState state, String summary) {
        return store.change(
                        held,
                        now -> close(now)
                                .then(Mono.justOrEmpty(view))
                                .flatMap(it -> failures.ended(
                                        now.remediation(),
                                        state,
                                        governor.boundsOf(it.scopes().system()),
                                        now.now()))
                                .thenReturn(Change.of(now, new RemediationEvent.Finished(state, summary))
                                        .with((Attempt) null)))
                .doOnNext(it -> LOG.atInfo()
                        .addKeyValue("remediationId", it.remediation().id())
                        .addKeyValue("incidentId", it.remediation().incidentId())
                        .log("{}: {}", state.word(), summary));
    }

    /** Nothing stays open behind a finished remediation. */
    private Mono<Void> close(Held held) {
        Attempt attempt = held.attempt();
        if (attempt == null) {
            return Mono.empty();
        }
        UUID id = held.remediation().id().value();
        AttemptState outcome = attempt.mayHaveLeft() ? AttemptState.UNKNOWN : AttemptState.FAILED;
        return ledger.takeOver(id, attempt, held.fence())
                .then(ledger.end(id, attempt.heldBy(held.fence()), outcome, "the remediation ended", held.now()));
    }

    private Mono<Held> events(Held held, RemediationEvent... events) {
        return store.change(held, now -> Mono.just(Change.of(now, events)));
    }

    private static String words(Held held, Optional<View> view, StepDefinition.Manual step) {
        return step.text().renderForPeople(view.orElseThrow().scopes().of(held.remediation(), held.now()));
    }
}
