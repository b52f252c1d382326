package dev.firebreak.incident;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What remediation-service tells, as far as tests need it. */
final class Remediations {
    private Remediations() {}

    static Step step(String id, StepKind kind, StepStatus status) {
        return new Step(id, kind, id, null, status, null, Map.of(), null, null, List.of(), Instant.now(), null);
    }

    static Remediation with(Remediation it, Step... steps) {
        return new Remediation(
                it.id(),
                it.incidentId(),
                it.runbook(),
                it.service(),
                it.catalogVersion(),
                RemediationState.FAILED,
                List.of(steps),
                it.startedAt(),
                Instant.now());
    }

    static Remediation remediation(Incident incident, UUID approvalId, RemediationState state) {
        return remediation(incident, approvalId, state, RemediationId.next());
    }

    static Remediation remediation(Incident incident, UUID approvalId, RemediationState state, RemediationId id) {
        Plan plan = new Plan("vercel.rollback", "prj_web", "dpl_bad", "dpl_good", List.of(), "v", "hash");
        Instant now = Instant.now();
        Approval approval = new Approval(approvalId, plan, List.of("responders"), 1, now.plusSeconds(900), List.of());
        boolean isOver = state.isFinished();
        Step step = new Step(
                "rollback",
                StepKind.ACTION,
                "vercel.rollback",
                StepMode.APPROVE,
                isOver ? StepStatus.SUCCEEDED : StepStatus.AWAITING_APPROVAL,
                null,
                Map.of(),
                null,
                approval,
                List.of(),
                now,
                null);
        return new Remediation(
                id,
                incident.id(),
                new RunbookRef("shop", "outage", "Complete outage"),
                "api",
                "v",
                state,
                List.of(step),
                now,
                isOver ? now : null);
    }

    static RemediationFact fact(long seq, RemediationEvent event, Remediation remediation) {
        return new RemediationFact(EventId.next(), seq, Instant.now(), Actor.FIREBREAK, "v", event, remediation);
    }
}
