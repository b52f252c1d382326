package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Undo;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.Ledger;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** After a lost answer or a crash: first look, then done, tried again if that does no harm, or a person is asked. */
@Component
class Observing {
    private static final Logger LOG = LoggerFactory.getLogger(Observing.class);
    private static final int MAX_ATTEMPTS = 2;

    private final TurnStore store;
    private final Planning planning;
    private final Ledger ledger;
    private final Outcomes outcomes;

    Observing(TurnStore store, Planning planning, Ledger ledger, Outcomes outcomes) {
        this.store = store;
        this.planning = planning;
        this.ledger = ledger;
        this.outcomes = outcomes;
    }

    Mono<Held> observe(Held held, View view, StepDefinition.Action step, Attempt attempt) {
        Undo undo = step.undo();
        Parameters with = attempt.isUndo() && undo != null ? undo.with() : step.with();
        return planning.withRequest(
                held,
                view,
                attempt.action(),
                with,
                (action, request) -> action.observe(
                                request, attempt.described(), Objects.requireNonNull(attempt.dispatchedAt()))
                        .onErrorResume(Exception.class, e -> {
                            LOG.atError()
                                    .addKeyValue(
                                            "remediationId", held.remediation().id())
                                    .setCause(e)
                                    .log("{} could not be observed", attempt.action());
                            return Mono.just(new Observation.Unclear(
                                    "an error in Firebreak: " + e.getClass().getSimpleName()));
                        })
                        .flatMap(seen -> write(
                                held,
                                attempt,
                                now -> judge(now, step, attempt.heldBy(now.fence()), action, request, seen))),
                reason ->
                        write(held, attempt, now -> outcomes.unknown(now, attempt.heldBy(now.fence()), step, reason)));
    }

    private Mono<Held> write(Held held, Attempt attempt, Function<Held, Mono<Change>> judged) {
        return store.record(
                held,
                now -> ledger.takeOver(now.remediation().id().value(), attempt, now.fence())
                        .then(judged.apply(now)));
    }

    private Mono<Change> judge(
            Held held,
            StepDefinition.Action step,
            Attempt attempt,
            Action action,
            StepRequest request,
            Observation seen) {
        return switch (seen) {
            case Observation.Applied(String summary) -> outcomes.applied(held, attempt, step, action, summary);
            case Observation.Failed(String summary) -> outcomes.failed(held, attempt, step, summary);
            case Observation.InProgress(String summary) -> goOn(held, step, attempt, action, summary);
            case Observation.NotApplied(String summary) ->
                attempt.acceptedAt() != null
                        ? goOn(held, step, attempt, action, summary)
                        : repeatOrAsk(held, step, attempt, action, request, summary);
            case Observation.Unclear(String summary) ->
                isInTime(held, attempt, action)
                        ? goOn(held, step, attempt, action, summary)
                        : repeatOrAsk(held, step, attempt, action, request, summary);
        };
    }

    private Mono<Change> goOn(Held held, StepDefinition.Action step, Attempt attempt, Action action, String summary) {
        return isInTime(held, attempt, action)
                ? outcomes.waiting(
                        held,
                        attempt.observedAgain(
                                held.now().plus(action.confirmation().every())))
                : outcomes.unknown(held, attempt, step, summary);
    }

    private Mono<Change> repeatOrAsk(
            Held held,
            StepDefinition.Action step,
            Attempt attempt,
            Action action,
            StepRequest request,
            String summary) {
        return action.isRepeatable(request) && attempt.number() < MAX_ATTEMPTS
                ? outcomes.again(held, attempt, summary)
                : outcomes.unknown(held, attempt, step, summary);
    }

    private static boolean isInTime(Held held, Attempt attempt, Action action) {
        Instant from = Objects.requireNonNull(attempt.dispatchedAt());
        return held.now().isBefore(from.plus(action.confirmation().within()));
    }
}
