package dev.firebreak.remediation.execution;

import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.approval.KnownPeople;
import dev.firebreak.remediation.governor.Governor;
import dev.firebreak.remediation.governor.Refusal;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.ledger.Ledger;
import dev.firebreak.remediation.outgoing.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The step protocol: claimed, then committed that a call may leave, then the call, then its outcome. */
@Component
class Dispatching {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatching.class);

    private final TurnStore store;
    private final Ledger ledger;
    private final Governor governor;
    private final KnownPeople people;
    private final Outcomes outcomes;
    private final ExecutionSettings settings;
    private final CrashPoints crash;

    Dispatching(
            TurnStore store,
            Ledger ledger,
            Governor governor,
            KnownPeople people,
            Outcomes outcomes,
            ExecutionSettings settings,
            CrashPoints crash) {
        this.store = store;
        this.ledger = ledger;
        this.governor = governor;
        this.people = people;
        this.outcomes = outcomes;
        this.settings = settings;
        this.crash = crash;
    }

    Mono<Held> dispatch(Held held, Intent intent) {
        return store.change(held, now -> claim(now, intent)).flatMap(claimed -> {
            Attempt attempt = claimed.attempt();
            if (attempt == null || attempt.fence() != claimed.fence() || attempt.mayHaveLeft()) {
                return Mono.just(claimed); // something arrived first: decide again
            }
            crash.at(CrashPoints.Point.AFTER_CLAIM);
            crash.at(CrashPoints.Point.BEFORE_DISPATCH);
            return store.changeWithIncident(claimed, now -> leave(now, intent, attempt))
                    .flatMap(gone -> {
                        Attempt sent = gone.attempt();
                        return sent == null || !sent.mayHaveLeft() ? Mono.just(gone) : call(gone, intent, sent);
                    });
        });
    }

    private Mono<Change> claim(Held held, Intent intent) {
        UUID id = held.remediation().id().value();
        Attempt left = held.attempt();
        Mono<Void> cleared = left == null
                ? Mono.empty()
                : ledger.takeOver(id, left, held.fence())
                        .then(ledger.end(
                                id, left.heldBy(held.fence()), AttemptState.FAILED, "nothing was sent", held.now()));
        return cleared.then(ledger.count(id, intent.step().id())).flatMap(tries -> {
            Attempt attempt = intent.attempt(tries + 1, held.fence());
            Change change = isPending(held, intent)
                    ? Change.of(
                            held, new RemediationEvent.StepStarted(intent.step().id(), intent.words()))
                    : Change.none(held);
            return ledger.insert(held.remediation(), attempt).thenReturn(change.with(attempt));
        });
    }

    /** All that could have changed since is read again, in the transaction after which the call may leave. */
    private Mono<Change> leave(Held held, Intent intent, Attempt attempt) {
        if (needsAsking(held, intent)) {
            return outcomes.again(held, attempt, "it lost the trust to act by itself");
        }
        Approval approval = intent.approval();
        Mono<Optional<String>> objection = approval == null
                ? Mono.just(Optional.empty())
                : people.objection(approval, intent.step().approve());
        return objection.flatMap(why -> why.isPresent()
                ? outcomes.refused(held, attempt, "approvers", voided(intent, why.get()))
                : governor.decide(intent.ask(held))
                        .flatMap(refusal -> refusal.isPresent()
                                ? outcomes.refused(
                                        held,
                                        attempt,
                                        refusal.get().guard().word(),
                                        refused(intent, "Not done: ", refusal.get()))
                                : leaves(held, intent, attempt)));
    }

    private Mono<Change> leaves(Held held, Intent intent, Attempt attempt) {
        Attempt gone =
                attempt.dispatched(held.now(), held.now().plus(intent.action().settling()));
        RemediationEvent event = new RemediationEvent.ActionDispatched(
                attempt.step(), attempt.number(), intent.plan(), intent.before(), intent.words());
        return ledger.dispatch(held.remediation().id().value(), gone)
                .thenReturn(Change.of(held, event).with(gone).acting());
    }

    /** What was decided a moment ago counts no more when the step has failed elsewhere since. */
    private static boolean needsAsking(Held held, Intent intent) {
        return intent.approval() == null && !intent.isUndo() && held.mode(intent.step()) != StepMode.AUTO;
    }

    private static RemediationEvent voided(Intent intent, String why) {
        return new RemediationEvent.ApprovalVoided(intent.step().id(), "The approval does not count any more: " + why);
    }

    private Mono<Held> call(Held held, Intent intent, Attempt attempt) {
        crash.at(CrashPoints.Point.AFTER_DISPATCH);
        outcomes.left(held, attempt);
        Duration usable = settings.lease().minus(settings.margin());
        Duration timeout = shorter(intent.action().timeout(intent.request()), usable.dividedBy(2));
        Dispatch dispatch = new Dispatch(
                held.remediation().id() + "/" + attempt.step() + (attempt.isUndo() ? "/undo" : ""),
                Deadline.after(held.readAtNanos(), usable.minus(timeout)),
                timeout);
        return intent.action()
                .execute(intent.request(), intent.described(), dispatch)
                .onErrorResume(Exception.class, e -> {
                    LOG.atError()
                            .addKeyValue("remediationId", held.remediation().id())
                            .setCause(e)
                            .log("{} failed unexpectedly", intent.action().type());
                    return Mono.just(new Outcome.Unknown(
                            "an error in Firebreak: " + e.getClass().getSimpleName()));
                })
                .flatMap(outcome -> {
                    crash.at(CrashPoints.Point.AFTER_EFFECT);
                    return store.record(held, now -> outcome(now, intent, attempt, outcome));
                })
                .doOnNext(_ -> crash.at(CrashPoints.Point.AFTER_OUTCOME));
    }

    private Mono<Change> outcome(Held held, Intent intent, Attempt attempt, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(String summary) ->
                outcomes.applied(held, attempt, intent.step(), intent.action(), summary);
            case Outcome.Failed(String summary) -> outcomes.failed(held, attempt, intent.step(), summary);
            case Outcome.Accepted _ ->
                outcomes.waiting(
                        held,
                        attempt.accepted(
                                held.now(),
                                held.now().plus(intent.action().confirmation().every())));
            case Outcome.Unknown _ ->
                outcomes.waiting(
                        held,
                        attempt.observedAgain(held.now().plus(intent.action().settling())));
        };
    }

    /** @param what became of it, for people */
    static RemediationEvent refused(Intent intent, String what, Refusal refusal) {
        String guard = refusal.guard().word();
        return new RemediationEvent.ActionRefused(
                intent.step().id(),
                guard,
                refusal.figures(),
                refusal.allowedAgainAt(),
                what + intent.words() + "; " + guard + ": " + refusal.reason());
    }

    private static boolean isPending(Held held, Intent intent) {
        return held.remediation().steps().stream()
                .filter(step -> step.id().equals(intent.step().id()))
                .map(Step::status)
                .anyMatch(StepStatus.PENDING::equals);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
