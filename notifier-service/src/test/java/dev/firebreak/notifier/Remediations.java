package dev.firebreak.notifier;

import static dev.firebreak.notifier.Incidents.NOON;
import static dev.firebreak.notifier.Incidents.after;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Link;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rollback that asks first. */
public final class Remediations {
    private static final RemediationId ID = new RemediationId(UUID.fromString("0197f000-0000-7000-8000-000000000002"));

    private Remediations() {}

    public static Remediation awaitingApproval(Incident incident) {
        return remediation(
                incident,
                RemediationState.AWAITING_APPROVAL,
                List.of(check(), rollback(StepStatus.AWAITING_APPROVAL, "asked", approval())));
    }

    public static Remediation succeeded(Incident incident) {
        return remediation(
                incident,
                RemediationState.SUCCEEDED,
                List.of(check(), rollback(StepStatus.SUCCEEDED, "health answered 200 three times", approval())));
    }

    public static Remediation needsPerson(Incident incident) {
        return remediation(
                incident,
                RemediationState.NEEDS_PERSON,
                List.of(check(), rollback(StepStatus.UNKNOWN, "Vercel did not answer", approval()), manual()));
    }

    public static Approval approval() {
        Plan plan = new Plan(
                "vercel.rollback",
                "prj_web (production)",
                "dpl_bad",
                "dpl_good",
                List.of("dpl_bad went live 10 min before the first alert", "www.vercel-status.com says none"),
                "catalogue",
                "0".repeat(64));
        return new Approval(
                UUID.fromString("0197f000-0000-7000-8000-000000000003"),
                plan,
                List.of("responders"),
                1,
                after(15),
                List.of());
    }

    public static Step step(String id, StepKind kind, String uses, StepStatus status, @Nullable String detail) {
        return new Step(
                id,
                kind,
                uses,
                kind == StepKind.ACTION ? StepMode.APPROVE : null,
                status,
                detail,
                Map.of(),
                null,
                null,
                List.of(),
                NOON,
                null);
    }

    public static Remediation remediation(Incident incident, RemediationState state, List<Step> steps) {
        return new Remediation(
                ID,
                incident.id(),
                Objects.requireNonNull(incident.runbook()),
                incident.service(),
                "catalogue",
                state,
                steps,
                NOON,
                null);
    }

    public static RemediationFact fact(long seq, Remediation remediation, RemediationEvent event) {
        return new RemediationFact(EventId.next(), seq, NOON, Actor.FIREBREAK, "catalogue", event, remediation);
    }

    private static Step check() {
        return step(
                "recent-deployment",
                StepKind.CHECK,
                "deployment.recent",
                StepStatus.SUCCEEDED,
                "dpl_bad is 10 min old");
    }

    private static Step manual() {
        return new Step(
                "tell-customers",
                StepKind.MANUAL,
                "E-mail all organisation admins; update every 30 minutes.",
                null,
                StepStatus.OPEN,
                null,
                Map.of(),
                null,
                null,
                List.of(new Link("Status", "https://vercel.com/status")),
                NOON,
                null);
    }

    private static Step rollback(StepStatus status, String detail, Approval approval) {
        return new Step(
                "rollback",
                StepKind.ACTION,
                "vercel.rollback",
                StepMode.APPROVE,
                status,
                detail,
                Map.of(),
                "dpl_bad",
                approval,
                List.of(),
                NOON,
                null);
    }
}
