package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Undo;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.ledger.Attempt;
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

    Observing(TurnStore store, Planning planning) {
        this.store = store;
        this.planning = planning;
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
                        .flatMap(seen -> write(held, attempt, now -> judge(now, step, action, request, seen))),
                reason -> write(held, attempt, now -> Outcomes.unknown(now, mine(now), step, reason)));
    }

    /** Nothing when it was written down already, by a statement whose answer got lost. */
    private Mono<Held> write(Held held, Attempt attempt, Function<Held, Change> judged) {
        return store.note(
                held,
                now -> now.attempt() != null && now.attempt().isSameAs(attempt) ? judged.apply(now) : Change.none(now));
    }

    private static Attempt mine(Held held) {
        return Objects.requireNonNull(held.attempt()).heldBy(held.fence());
    }

    static Change judge(Held held, StepDefinition.Action step, Action action, StepRequest request, Observation seen) {
        Attempt attempt = mine(held);
        return switch (seen) {
            case Observation.Applied(String summary) -> Outcomes.applied(held, attempt, step, action, summary);
            case Observation.Failed(String summary) -> Outcomes.failed(held, attempt, step, summary);
            case Observation.InProgress(String summary) -> goOn(held, step, attempt, action, summary);
            case Observation.NotApplied(String summary) ->
                attempt.acceptedAt() != null
                        ? goOn(held, step, attempt, action, summary)
                        : repeatOrAsk(held, step, attempt, action.isRepeatable(request), seen);
            case Observation.Unclear(String summary) ->
                isInTime(held, attempt, action)
                        ? goOn(held, step, attempt, action, summary)
                        : repeatOrAsk(held, step, attempt, action.isRepeatable(request), seen);
        };
    }

    private static Change goOn(Held held, StepDefinition.Action step, Attempt attempt, Action action, String summary) {
        return isInTime(held, attempt, action)
                ? Outcomes.waiting(
                        held,
                        attempt.observedAgain(
                                held.now().plus(action.confirmation().every())))
                : Outcomes.unknown(held, attempt, step, summary);
    }

    private static Change repeatOrAsk(
            Held held, StepDefinition.Action step, Attempt attempt, boolean isRepeatable, Observation seen) {
        return isRepeatable && attempt.number() < MAX_ATTEMPTS
                ? Outcomes.again(held, attempt, seen instanceof Observation.NotApplied, seen.summary())
                : Outcomes.unknown(held, attempt, step, seen.summary());
    }

    private static boolean isInTime(Held held, Attempt attempt, Action action) {
        Instant from = Objects.requireNonNull(attempt.dispatchedAt());
        return held.now().isBefore(from.plus(action.confirmation().within()));
    }
}
