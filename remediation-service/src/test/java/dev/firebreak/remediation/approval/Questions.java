package dev.firebreak.remediation.approval;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
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

/** Remediations with a question. */
final class Questions {
    static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    static final Instant EXPIRY = NOON.plusSeconds(900);
    static final UUID QUESTION = new UUID(0, 9);

    private Questions() {}

    static Actor person(String id, String role) {
        return new Actor(id, id, Origin.API, List.of(role));
    }

    static Remediation asked(int people, String... approvedBy) {
        return remediation(StepStatus.AWAITING_APPROVAL, RemediationState.AWAITING_APPROVAL, people, approvedBy);
    }

    static Remediation answered() {
        return remediation(StepStatus.RUNNING, RemediationState.RUNNING, 1, "marie");
    }

    static Remediation over() {
        return remediation(StepStatus.AWAITING_APPROVAL, RemediationState.STOPPED, 1);
    }

    static Remediation refused() {
        return remediation(StepStatus.REFUSED, RemediationState.FAILED, 1);
    }

    static Approval approval(int people, String... approvedBy) {
        Plan plan = new Plan("breaker.reset", "breaker", "open", "closed", List.of(), "catalog", "hash");
        return new Approval(QUESTION, plan, List.of("responders"), people, EXPIRY, List.of(approvedBy));
    }

    private static Remediation remediation(
            StepStatus status, RemediationState state, int people, String... approvedBy) {
        Step step = new Step(
                "reset",
                StepKind.ACTION,
                "breaker.reset",
                StepMode.APPROVE,
                status,
                "why",
                Map.of(),
                null,
                approval(people, approvedBy),
                List.of(),
                NOON,
                null);
        return new Remediation(
                new RemediationId(new UUID(0, 1)),
                new IncidentId(new UUID(0, 2)),
                new RunbookRef("shops", "reset", "Reset"),
                "web",
                "catalog",
                state,
                List.of(step),
                NOON,
                null);
    }
}
