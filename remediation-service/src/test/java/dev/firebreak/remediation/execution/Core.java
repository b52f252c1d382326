package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.approval.Answer;
import dev.firebreak.remediation.approval.People;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.governor.Figures;
import dev.firebreak.remediation.governor.Guards;
import dev.firebreak.remediation.governor.Refusal;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The decisions that the simulated shell asks for, as they are or with a bug planted. */
interface Core {
    Core REAL = new Core() {};

    default Decision next(Situation situation, Instant now) {
        return Decision.next(situation, now);
    }

    default Planned planned(Held held, StepDefinition.Action step, Intent intent) {
        return Planned.of(held, step, intent);
    }

    default Optional<Refusal> judge(Ask ask, Figures figures) {
        return Guards.judge(ask, figures, Books.BOUNDS);
    }

    default Optional<String> objection(
            People people, Approval approval, ApprovalRule rule, Map<String, List<String>> roles) {
        return people.objection(approval, rule, roles);
    }

    default RemediationEvent yes(Remediation remediation, UUID approval, Actor actor, People people, Instant now) {
        return Answer.yes(remediation, approval, actor, people, now);
    }

    default Change judged(Held held, Intent intent, Optional<Refusal> refusal) {
        return Dispatching.judged(held, intent, refusal);
    }

    default Change outcome(Held held, Intent intent, Attempt sent, Outcome outcome) {
        return Dispatching.outcome(held, intent, sent, outcome);
    }

    default Change observed(
            Held held, StepDefinition.Action step, Action action, StepRequest request, Observation seen) {
        return Observing.judge(held, step, action, request, seen);
    }

    default Change probed(Held held, StepDefinition.Action step, Finding finding) {
        return Looking.probed(held, step, Objects.requireNonNull(step.verify()), finding);
    }

    default Change probedUndo(Held held, StepDefinition.Action step, Finding finding) {
        return Looking.probedUndo(held, step, Objects.requireNonNull(step.verify()), finding);
    }
}
