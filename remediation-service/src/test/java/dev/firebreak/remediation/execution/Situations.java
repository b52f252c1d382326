package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.runbook.LevelRule;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Situations to decide in. */
record Situations(Situation situation) {
    private static final Instant BEGIN = Instant.parse("2026-02-01T11:00:00Z");

    static Situations of(StepDefinition... steps) {
        RunbookRef ref = new RunbookRef("shops", "reset", "Reset");
        List<StepDefinition> definitions = Arrays.asList(steps);
        Runbook runbook = new Runbook(
                ref,
                "reset.yaml",
                List.of(),
                List.of(),
                new AlertThreshold.Count(1, Duration.ofMinutes(5)),
                new LevelRule.Fixed(new SeverityLevel("P1", "High", Severity.ERROR, Duration.ZERO, null, null, false)),
                List.of(),
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                definitions);
        Remediation remediation = new Remediation(
                new RemediationId(new UUID(0, 1)),
                new IncidentId(new UUID(0, 2)),
                ref,
                "web",
                "catalog",
                RemediationState.RUNNING,
                definitions.stream().map(Situations::pending).toList(),
                BEGIN,
                null);
        return new Situations(
                new Situation(remediation, Optional.of(runbook), _ -> true, Progress.NONE, true, null, null));
    }

    Decision decide(Instant now) {
        return Decision.next(situation, now);
    }

    Situations with(String id, StepStatus status) {
        Remediation it = situation.remediation();
        List<Step> steps = it.steps().stream()
                .map(step -> step.id().equals(id) ? in(step, status) : step)
                .toList();
        return changed(
                new Remediation(
                        it.id(),
                        it.incidentId(),
                        it.runbook(),
                        it.service(),
                        it.catalogVersion(),
                        it.state(),
                        steps,
                        it.startedAt(),
                        null),
                situation.runbook(),
                situation.progress(),
                situation.incidentIsOpen(),
                situation.attempt(),
                situation.cancelReason());
    }

    Situations noting(String step, UnaryOperator<StepProgress> change) {
        return changed(
                situation.remediation(),
                situation.runbook(),
                situation.progress().with(step, change),
                situation.incidentIsOpen(),
                situation.attempt(),
                situation.cancelReason());
    }

    Situations whereNothingApplies() {
        return new Situations(new Situation(
                situation.remediation(), situation.runbook(), _ -> false, Progress.NONE, true, null, null));
    }

    Situations whereTheIncidentIsResolved() {
        return changed(
                situation.remediation(),
                situation.runbook(),
                situation.progress(),
                false,
                situation.attempt(),
                situation.cancelReason());
    }

    Situations whereItIsCancelled(String reason) {
        return changed(
                situation.remediation(),
                situation.runbook(),
                situation.progress(),
                situation.incidentIsOpen(),
                situation.attempt(),
                reason);
    }

    Situations whereTheRunbookIsGone() {
        return changed(
                situation.remediation(),
                Optional.empty(),
                situation.progress(),
                situation.incidentIsOpen(),
                situation.attempt(),
                situation.cancelReason());
    }

    Situations whereACallMayHaveLeft(String step, Instant observeAt) {
        Attempt attempt = new Attempt(
                step,
                1,
                false,
                "breaker.reset",
                false,
                null,
                AttemptState.DISPATCHING,
                1,
                new Plan("breaker.reset", "breaker", "open", "closed", List.of(), "catalog", "hash"),
                new Description.Ready("breaker", "breaker", "open", "closed", null, List.of(), Map.of()),
                BEGIN,
                null,
                observeAt);
        return changed(
                situation.remediation(),
                situation.runbook(),
                situation.progress(),
                situation.incidentIsOpen(),
                attempt,
                situation.cancelReason());
    }

    private Situations changed(
            Remediation remediation,
            Optional<Runbook> runbook,
            Progress progress,
            boolean incidentIsOpen,
            @Nullable Attempt attempt,
            @Nullable String cancelReason) {
        return new Situations(new Situation(
                remediation, runbook, situation.applies(), progress, incidentIsOpen, attempt, cancelReason));
    }

    private static Step pending(StepDefinition step) {
        return new Step(
                step.id(),
                step.kind(),
                step.uses(),
                null,
                StepStatus.PENDING,
                null,
                Map.of(),
                null,
                null,
                List.of(),
                null,
                null);
    }

    private static Step in(Step it, StepStatus status) {
        return new Step(
                it.id(), it.kind(), it.uses(), null, status, "why", Map.of(), null, null, List.of(), BEGIN, null);
    }
}
