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
import dev.firebreak.remediation.outgoing.Deadline;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The step protocol: committed by whoever holds the remediation that a call may leave, then the call, then its outcome. */
@Component
class Dispatching {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatching.class);

    private final TurnStore store;
    private final Governor governor;
    private final KnownPeople people;
    private final ExecutionSettings settings;
    private final CrashPoints crash;

    Dispatching(TurnStore store, Governor governor, KnownPeople people, ExecutionSettings settings, CrashPoints crash) {
        this.store = store;
        this.governor = governor;
        this.people = people;
        this.settings = settings;
        this.crash = crash;
    }

    Mono<Held> dispatch(Held held, Intent intent) {
        crash.at(CrashPoints.Point.BEFORE_INTENT);
        return store.leave(held, governor.counted(intent.ask(held)), now -> leave(now, intent))
                .flatMap(gone -> {
                    Attempt sent = gone.attempt();
                    if (sent == null || sent.fence() != gone.fence() || sent.number() == held.tries(sent.step())) {
                        return Mono.just(gone); // refused, or something arrived first: decide again
                    }
                    return call(gone, intent, sent);
                });
    }

    /** All that could have changed since is read again, in the transaction after which the call may leave. */
    private Mono<Change> leave(Held held, Intent intent) {
        if (needsAsking(held, intent)) {
            return Mono.just(Change.none(held));
        }
        Approval approval = intent.approval();
        Mono<Optional<String>> objection = approval == null
                ? Mono.just(Optional.empty())
                : people.objection(approval, intent.step().approve());
        return objection.flatMap(why -> why.isPresent()
                ? Mono.just(Outcomes.refused(held, intent.attempt(held), voided(intent, why.get())))
                : governor.foresee(intent.ask(held)).map(refusal -> judged(held, intent, refusal)));
    }

    /** The intent that the call leaves, or why it does not. */
    static Change judged(Held held, Intent intent, Optional<Refusal> refusal) {
        Attempt attempt = intent.attempt(held);
        Change change = refusal.map(it -> Outcomes.refused(held, attempt, refused(intent, "Not done: ", it)))
                .orElseGet(() -> Change.of(
                                held,
                                new RemediationEvent.ActionDispatched(
                                        attempt.step(),
                                        attempt.number(),
                                        intent.plan(),
                                        intent.before(),
                                        intent.words()))
                        .with(attempt)
                        .acting());
        return isPending(held, intent)
                ? Change.of(held, new RemediationEvent.StepStarted(intent.step().id(), intent.words()))
                        .then(change)
                : change;
    }

    /** What was decided a moment ago counts no more when the step has failed elsewhere since. */
    static boolean needsAsking(Held held, Intent intent) {
        return intent.approval() == null && !intent.isUndo() && held.mode(intent.step()) != StepMode.AUTO;
    }

    static RemediationEvent voided(Intent intent, String why) {
        return new RemediationEvent.ApprovalVoided(intent.step().id(), "The approval does not count any more: " + why);
    }

    private Mono<Held> call(Held held, Intent intent, Attempt attempt) {
        crash.at(CrashPoints.Point.AFTER_INTENT);
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
                    return store.note(held, now -> outcome(now, intent, attempt, outcome));
                })
                .doOnNext(_ -> crash.at(CrashPoints.Point.AFTER_OUTCOME));
    }

    /** Nothing when it was written down already, by a statement whose answer got lost. */
    static Change outcome(Held held, Intent intent, Attempt sent, Outcome outcome) {
        Attempt attempt = held.attempt();
        if (attempt == null || !attempt.isSameAs(sent)) {
            return Change.none(held);
        }
        return switch (outcome) {
            case Outcome.Applied(String summary) ->
                Outcomes.applied(held, attempt, intent.step(), intent.action(), summary);
            case Outcome.Failed(String summary) -> Outcomes.failed(held, attempt, intent.step(), summary);
            case Outcome.Accepted _ ->
                Outcomes.waiting(
                        held,
                        attempt.accepted(
                                held.now(),
                                held.now().plus(intent.action().confirmation().every())));
            case Outcome.Unknown _ ->
                Outcomes.waiting(
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
