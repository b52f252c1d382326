package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Undo;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.governor.Figures;
import dev.firebreak.remediation.governor.Refusal;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.planning.Plans;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One worker's turn, as the shell takes it, cut at each boundary: between any two parts the worker may stand still for
 * long, die, or others may get their turn. Each part is one transaction, or one touch of the outside.
 */
final class Turn {
    /** What it does next; null when the turn is over. */
    interface Part {
        @Nullable
        Part go();
    }

    private final World world;
    private final Row row;
    private final double rate;

    /** @param rate of this machine's monotonic clock */
    Turn(World world, Row row, double rate) {
        this.world = world;
        this.row = row;
        this.rate = rate;
    }

    Part begin() {
        return () -> decide(world.claim(row, nanos()));
    }

    private long nanos() {
        return (long) (Duration.between(World.BEGINNING, world.now).toNanos() * rate);
    }

    private @Nullable Part decide(@Nullable Held held) {
        if (held == null || held.remediation().state().isFinished() || held.rest() != null) {
            return null;
        }
        Decision decision = world.core.next(row.situation(held), held.now());
        if (Still.change(held, Optional.empty(), decision).isPresent()) {
            return write(
                    held,
                    false,
                    now -> Still.change(now, Optional.empty(), decision).orElseThrow());
        }
        return switch (decision) {
            case Decision.Sleep(Instant until) -> () -> world.release(row, held, until) ? null : decide(reload(held));
            case Decision.Look(StepDefinition.Check step) -> look(held, step);
            case Decision.Probe(StepDefinition.Action step) -> {
                Finding seen = find();
                yield write(held, true, now -> world.core.probed(now, step, seen));
            }
            case Decision.ProbeUndo(StepDefinition.Action step) -> {
                Finding seen = find();
                yield write(held, true, now -> world.core.probedUndo(now, step, seen));
            }
            case Decision.Act(StepDefinition.Action step) -> act(held, step);
            case Decision.Undo(StepDefinition.Action step) -> undo(held, step);
            case Decision.Observe(StepDefinition.Action step, Attempt attempt) -> observe(held, step, attempt);
            case Decision.Finish(RemediationState state, String summary) ->
                locked(held, false, now -> Still.finished(now, state, summary));
            default -> throw new AssertionError(decision);
        };
    }

    private Part look(Held held, StepDefinition.Check step) {
        Finding seen = find();
        return write(
                held,
                false,
                now -> Change.of(
                        now,
                        seen.isOk()
                                ? new RemediationEvent.StepSucceeded(step.id(), Map.of(), seen.summary())
                                : new RemediationEvent.StepFailed(step.id(), seen.summary())));
    }

    private Finding find() {
        return world.random.nextInt(5) < 3 ? Finding.ok("well", Map.of()) : Finding.notOk("ill");
    }

    private Part act(Held held, StepDefinition.Action step) {
        Target target = world.target(row);
        String to = step.type().equals("sim.rollback") ? "good" : step.id();
        if (target.live().equals(to)) {
            return write(held, false, now -> Change.of(now, new RemediationEvent.StepSkipped(step.id(), "Not needed")));
        }
        Description.Ready ready = ready(target.live(), to);
        Intent intent =
                intent(step, step.type(), ready, Plans.of(held.remediation(), step, ready, null, "catalog"), false);
        Figures early = world.figures(intent.ask(held));
        return switch (world.core.planned(held, step, intent)) {
            case Planned.Shadow _ ->
                locked(
                        held,
                        false,
                        now -> Change.of(
                                now, new RemediationEvent.ActionShadowed(step.id(), intent.plan(), "Would do")));
            case Planned.Ask _ -> locked(held, false, now -> asked(now, intent));
            case Planned.Changed(Plan approved) ->
                write(held, false, now -> Planned.changed(now, step, approved, intent.plan(), 3));
            case Planned.Dispatch(Intent sure) -> () -> dispatch(held, sure, early);
        };
    }

    private Change asked(Held now, Intent intent) {
        return world.core
                .judge(intent.ask(now), world.figures(intent.ask(now)))
                .map(it -> Change.of(now, Dispatching.refused(intent, "Not asked: ", it)))
                .orElseGet(() -> Planned.asked(now, intent, world.id()));
    }

    private Part undo(Held held, StepDefinition.Action step) {
        Undo undo = Objects.requireNonNull(step.undo());
        Description.Ready ready = ready(
                world.target(row).live(),
                Objects.requireNonNullElse(held.state(step).before(), "v1"));
        Intent intent = intent(step, undo.action(), ready, Plans.ofUndo(undo, ready, "no help", "catalog"), true);
        Figures early = world.figures(intent.ask(held));
        return () -> dispatch(held, intent, early);
    }

    private Description.Ready ready(String from, String to) {
        return new Description.Ready(row.target(), row.target(), from, to, from, List.of(), Map.of());
    }

    @SuppressWarnings("NullAway") // a request without parameters looks nothing up
    private Intent intent(StepDefinition.Action step, String type, Description.Ready ready, Plan plan, boolean isUndo) {
        StepRequest request =
                new StepRequest(Books.NONE.render(Scope.builder(world.now).build(), null, null), row.incident, null);
        return new Intent(step, Books.action(type), request, ready, plan, isUndo, Books.SYSTEM, null, null, null);
    }

    /** The transaction after which the call may leave. */
    private @Nullable Part dispatch(Held held, Intent intent, Figures early) {
        Held now = reload(held);
        if (now == null || (now.version() != held.version() && world.fault != Fault.FORGETS_WHAT_ARRIVED)) {
            return decide(now);
        }
        Change change = leave(now, intent, early);
        Attempt intended = change.attempt();
        if (world.fault == Fault.CALLS_BEFORE_THE_COMMIT && change.hasActed() && intended != null) {
            Outcome outcome = world.target(row).call(row, intended, world.now);
            return () -> answered(world.write(row, now, change, nanos()), intent, intended, outcome, world.now);
        }
        Held gone = world.write(row, now, change, nanos());
        Attempt sent = gone == null ? null : gone.attempt();
        return gone != null && sent != null && change.hasActed() ? () -> call(gone, intent, sent) : decide(gone);
    }

    private Change leave(Held now, Intent intent, Figures early) {
        if (Dispatching.needsAsking(now, intent)) {
            return Change.none(now);
        }
        Ask ask = intent.ask(now);
        Approval approval = intent.approval();
        Optional<String> objection = approval == null
                ? Optional.empty()
                : world.core.objection(world.people, approval, intent.step().approve(), world.roles);
        if (objection.isPresent()) {
            return Outcomes.refused(now, intent.attempt(now), Dispatching.voided(intent, objection.get()));
        }
        Figures figures = world.fault == Fault.READS_THE_FIGURES_TOO_EARLY ? early : world.figures(ask);
        Optional<Refusal> refusal = world.core.judge(ask, figures);
        return world.core.judged(now, intent, refusal);
    }

    /** The deadline is asked right before the first byte. */
    private @Nullable Part call(Held held, Intent intent, Attempt sent) {
        Duration usable = Books.LEASE.minus(Books.MARGIN);
        boolean isPassed =
                nanos() - held.readAtNanos() >= usable.minus(Target.TIMEOUT).toNanos();
        if (isPassed && world.fault != Fault.FORGETS_THE_DEADLINE) {
            return answered(held, intent, sent, new Outcome.Failed("its time had passed"), world.now);
        }
        world.invariants.leaves(row, sent);
        Outcome outcome = world.target(row).call(row, sent, world.now);
        Instant at = world.now;
        return () -> answered(held, intent, sent, outcome, at);
    }

    private @Nullable Part answered(
            @Nullable Held held, Intent intent, Attempt sent, @Nullable Outcome outcome, Instant at) {
        if (held == null) {
            return null;
        }
        if (outcome == null && world.now.isBefore(at.plus(Target.TIMEOUT))) {
            return () -> answered(held, intent, sent, null, at);
        }
        Outcome heard = outcome == null ? new Outcome.Unknown("no answer in time") : outcome;
        return write(held, true, now -> world.core.outcome(now, intent, sent, heard));
    }

    private Part observe(Held held, StepDefinition.Action step, Attempt attempt) {
        Action action = Books.action(attempt.action());
        Observation seen = world.target(row).observe(row, attempt, world.now);
        StepRequest request = intent(step, attempt.action(), attempt.described(), attempt.plan(), false)
                .request();
        return write(held, true, now -> {
            Attempt open = now.attempt();
            return open != null && open.isSameAs(attempt)
                    ? world.core.observed(now, step, action, request, seen)
                    : Change.none(now);
        });
    }

    private @Nullable Held reload(Held held) {
        return world.reload(row, held, nanos());
    }

    /** A change that reads other rows: of the state as it is, under lock. */
    private Part locked(Held held, boolean whateverArrived, Function<Held, Change> work) {
        return () -> {
            Held now = reload(held);
            if (now == null || (now.version() != held.version() && !whateverArrived)) {
                return decide(now);
            }
            return decide(world.write(row, now, work.apply(now), nanos()));
        };
    }

    /** One statement, of the state as it was read; its answer may get lost. */
    private Part write(Held held, boolean whateverArrived, Function<Held, Change> work) {
        return () -> {
            Held now = held.later(nanos());
            Change change = Still.ahead(
                    now,
                    work.apply(now),
                    it -> world.core.next(row.situation(it), it.now()),
                    (it, decision) -> Still.change(it, Optional.empty(), decision));
            Held written = world.write(row, now, change, nanos());
            boolean isLost = whateverArrived && world.random.nextInt(10) == 0;
            if (isLost) {
                return write(held, true, work); // tried again, as it was
            }
            if (written != null) {
                return decide(written);
            }
            Held fresh = reload(held);
            if (fresh == null || (fresh.version() != held.version() && !whateverArrived)) {
                return decide(fresh);
            }
            return write(fresh, whateverArrived, work);
        };
    }
}
