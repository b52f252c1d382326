package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.approval.People;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.governor.Figures;
import dev.firebreak.remediation.governor.Guard;
import dev.firebreak.remediation.governor.Guards;
import dev.firebreak.remediation.governor.Refusal;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Planted bugs of the decisions. Each must be found, or the simulation proves nothing. */
enum Mutant implements Core {
    A_LOST_ANSWER_IS_A_FAILURE {
        @Override
        public Change outcome(Held held, Intent intent, Attempt sent, Outcome outcome) {
            return super.outcome(
                    held,
                    intent,
                    sent,
                    outcome instanceof Outcome.Unknown it ? new Outcome.Failed(it.summary()) : outcome);
        }
    },
    WHAT_WAS_ACCEPTED_IS_DONE {
        @Override
        public Change outcome(Held held, Intent intent, Attempt sent, Outcome outcome) {
            return super.outcome(
                    held,
                    intent,
                    sent,
                    outcome instanceof Outcome.Accepted it ? new Outcome.Applied(it.summary()) : outcome);
        }
    },
    REPEATS_WHAT_IS_UNKNOWN {
        @Override
        public Change observed(
                Held held, StepDefinition.Action step, Action action, StepRequest request, Observation seen) {
            Attempt open = Objects.requireNonNull(held.attempt());
            return seen instanceof Observation.Unclear it
                    ? Outcomes.again(held, open.heldBy(held.fence()), true, it.summary())
                    : super.observed(held, step, action, request, seen);
        }
    },
    TAKES_NO_TRACE_FOR_DONE {
        @Override
        public Change observed(
                Held held, StepDefinition.Action step, Action action, StepRequest request, Observation seen) {
            return super.observed(
                    held,
                    step,
                    action,
                    request,
                    seen instanceof Observation.NotApplied it ? new Observation.Applied(it.summary()) : seen);
        }
    },
    WHAT_NOBODY_KNOWS_HAS_FAILED {
        @Override
        public Change observed(
                Held held, StepDefinition.Action step, Action action, StepRequest request, Observation seen) {
            return super.observed(
                    held,
                    step,
                    action,
                    request,
                    seen instanceof Observation.Unclear it ? new Observation.Failed(it.summary()) : seen);
        }
    },
    GOES_ON_BEFORE_IT_HAS_LOOKED {
        @Override
        public Decision next(Situation it, Instant now) {
            return super.next(
                    new Situation(
                            it.remediation(),
                            it.runbook(),
                            it.applies(),
                            it.progress(),
                            it.incidentIsOpen(),
                            null,
                            it.cancelReason()),
                    now);
        }
    },
    NEVER_LOOKS_AGAIN {
        @Override
        public Decision next(Situation situation, Instant now) {
            Decision decision = super.next(situation, now);
            return decision instanceof Decision.Observe ? new Decision.Sleep(null) : decision;
        }
    },
    ASKS_FOR_EVER {
        @Override
        public Decision next(Situation situation, Instant now) {
            Decision decision = super.next(situation, now);
            return decision instanceof Decision.Expire ? new Decision.Sleep(null) : decision;
        }
    },
    ACTS_FOR_WHAT_IS_RESOLVED {
        @Override
        public Decision next(Situation it, Instant now) {
            return super.next(
                    new Situation(
                            it.remediation(), it.runbook(), it.applies(), it.progress(), true, it.attempt(), null),
                    now);
        }

        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return without(Guard.INCIDENT_OPEN, ask, figures);
        }
    },
    GOES_ON_AFTER_AN_UNKNOWN_OUTCOME {
        @Override
        public Decision next(Situation it, Instant now) {
            boolean isUnknown = it.remediation().steps().stream().anyMatch(step -> step.status() == StepStatus.UNKNOWN);
            return isUnknown && super.next(it, now) instanceof Decision.Finish finish
                    ? new Decision.Finish(RemediationState.FAILED, finish.summary())
                    : super.next(it, now);
        }
    },
    FORGETS_THE_KILL_SWITCH {
        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return Guards.judge(ask, seen(figures, null, figures.targetHeldBy()), Books.BOUNDS);
        }
    },
    SHARES_A_TARGET {
        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return Guards.judge(ask, seen(figures, figures.pausedScope(), null), Books.BOUNDS);
        }
    },
    FORGETS_HOW_MANY_ACT {
        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return without(Guard.AT_ONCE_BUDGET, ask, figures);
        }
    },
    FORGETS_HOW_MANY_ACTED {
        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return without(Guard.HOUR_BUDGET, ask, figures);
        }
    },
    FORGETS_ROLLBACKS {
        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return without(Guard.ROLLBACK_BUDGET, ask, figures);
        }
    },
    FORGETS_THE_COOLDOWN {
        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return without(Guard.COOLDOWN, ask, figures);
        }
    },
    ACTS_ON_OLD_ALERTS {
        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return without(Guard.STALE_ALERT, ask, figures);
        }
    },
    TAKES_LATE_ANSWERS {
        @Override
        public Decision next(Situation situation, Instant now) {
            Decision decision = super.next(situation, now);
            return decision instanceof Decision.Expire ? new Decision.Sleep(now.plusSeconds(1_000)) : decision;
        }

        @Override
        public RemediationEvent yes(Remediation remediation, UUID approval, Actor actor, People people, Instant now) {
            return super.yes(remediation, approval, actor, people, World.BEGINNING);
        }

        @Override
        public Optional<Refusal> judge(Ask ask, Figures figures) {
            return without(Guard.APPROVAL_EXPIRED, ask, figures);
        }
    },
    ANYBODY_MAY_SAY_YES {
        @Override
        public RemediationEvent yes(Remediation remediation, UUID approval, Actor actor, People people, Instant now) {
            Actor promoted = new Actor(actor.id(), actor.name(), actor.origin(), List.of("responder"));
            return super.yes(remediation, approval, promoted, people, now);
        }

        @Override
        public Optional<String> objection(
                People people, Approval approval, ApprovalRule rule, Map<String, List<String>> roles) {
            return Optional.empty();
        }
    },
    ONE_YES_IS_ENOUGH {
        @Override
        public Optional<String> objection(
                People people, Approval approval, ApprovalRule rule, Map<String, List<String>> roles) {
            return Optional.empty();
        }

        @Override
        public RemediationEvent yes(Remediation remediation, UUID approval, Actor actor, People people, Instant now) {
            RemediationEvent event = super.yes(remediation, approval, actor, people, now);
            return event instanceof RemediationEvent.Approved(String step, Approval it, String summary)
                    ? new RemediationEvent.Approved(
                            step,
                            new Approval(it.id(), it.plan(), it.by(), 1, it.expiresAt(), it.approvedBy()),
                            summary)
                    : event;
        }
    },
    DOES_SOMETHING_ELSE_THAN_WAS_APPROVED {
        @Override
        public Planned planned(Held held, StepDefinition.Action step, Intent intent) {
            Approval approval = held.state(step).approval();
            return approval != null && super.planned(held, step, intent) instanceof Planned.Changed(Plan _)
                    ? new Planned.Dispatch(intent.approvedBy(approval))
                    : super.planned(held, step, intent);
        }
    },
    DOES_WHAT_IT_SHOULD_ONLY_SAY {
        @Override
        public Planned planned(Held held, StepDefinition.Action step, Intent intent) {
            Planned planned = super.planned(held, step, intent);
            return planned instanceof Planned.Shadow ? new Planned.Dispatch(intent) : planned;
        }
    },
    DOES_NOT_COUNT_WHAT_IT_DOES {
        @Override
        public Change judged(Held held, Intent intent, Optional<Refusal> refusal) {
            Change change = super.judged(held, intent, refusal);
            return new Change(change.events(), change.progress(), change.attempt(), change.row(), false, change.rest());
        }
    },
    UNDOES_WHAT_WAS_NOT_DONE {
        @Override
        public Change outcome(Held held, Intent intent, Attempt sent, Outcome outcome) {
            Change change = super.outcome(held, intent, sent, outcome);
            return outcome instanceof Outcome.Failed && intent.step().undo() != null && !intent.isUndo()
                    ? change.with(
                            change.progress().with(intent.step().id(), it -> it.undoing(StepProgress.Undoing.DUE)))
                    : change;
        }
    },
    ONE_LOOK_IS_PROOF {
        @Override
        public Change probed(Held held, StepDefinition.Action step, Finding finding) {
            Change change = super.probed(held, step, finding);
            return finding.isOk() && change.events().isEmpty()
                    ? change.and(Optional.of(new RemediationEvent.Verified(step.id(), null, "well")))
                    : change;
        }
    };

    private static Figures seen(Figures it, @Nullable String pausedScope, @Nullable String targetHeldBy) {
        return new Figures(
                it.now(),
                pausedScope,
                it.pauseReason(),
                it.stopReason(),
                it.frozenBy(),
                it.frozenUntil(),
                targetHeldBy,
                it.lastOnTarget(),
                it.onTargetInWindow(),
                it.firstOnTargetInWindow(),
                it.actingAtOnce(),
                it.actedInHour(),
                it.firstActedInHour(),
                it.rollbacksOfService(),
                it.firstRollbackOfService(),
                it.attemptsForIncident(),
                it.openIncidents(),
                it.servicesInTrouble(),
                it.isStorm());
    }

    /** As if the guard were not there. */
    private static Optional<Refusal> without(Guard forgotten, Ask ask, Figures figures) {
        EnumSet<Guard> passed = EnumSet.of(forgotten);
        passed.addAll(ask.passed());
        Ask passing = new Ask(
                ask.remediation(),
                ask.incident(),
                ask.incidentIsOpen(),
                ask.system(),
                ask.service(),
                ask.step(),
                ask.action(),
                ask.targetKey(),
                ask.isRollback(),
                ask.isUndo(),
                ask.limits(),
                ask.bounds(),
                passed,
                ask.approvedUntil(),
                ask.alertedAt(),
                ask.mismatch());
        return Guards.judge(passing, figures, Books.BOUNDS);
    }
}
