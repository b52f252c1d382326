package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.approval.People;
import dev.firebreak.remediation.governor.Ask;
import dev.firebreak.remediation.governor.Figures;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.ledger.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The database that the simulated workers share, its clock, and what lies outside. */
final class World {
    static final Instant BEGINNING = Instant.parse("2026-02-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    final Core core;
    final Fault fault;
    final Random random;
    final Invariants invariants = new Invariants(this);
    final People people = new People(List.of());
    final Map<String, List<String>> roles = new HashMap<>();
    final List<Row> rows = new ArrayList<>();
    final Map<String, Target> targets = new HashMap<>();
    final Map<Row, Set<String>> holds = new HashMap<>();
    final Set<String> paused = new HashSet<>();
    Instant now = BEGINNING;
    private long ids;

    World(Core core, Fault fault, Random random) {
        this.core = core;
        this.fault = fault;
        this.random = random;
        for (String service : List.of("web", "api")) {
            targets.put("target:" + service, new Target(random));
        }
    }

    UUID id() {
        return new UUID(0, ++ids);
    }

    Target target(Row row) {
        return Objects.requireNonNull(targets.get(row.target()));
    }

    Row start(String service, Runbook runbook) {
        Incident incident = Incidents.incident(service, runbook.ref().name(), now);
        Remediation begun = new Remediation(
                new RemediationId(id()),
                incident.id(),
                runbook.ref(),
                service,
                "catalog",
                RemediationState.RUNNING,
                runbook.steps().stream().map(World::pending).toList(),
                now,
                null);
        Row row = new Row(runbook, begun, incident, now);
        rows.add(row);
        holds.put(row, new HashSet<>());
        return row;
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

    /** Null when it is not due, finished, or held by another turn. */
    @Nullable
    Held claim(Row row, long nanos) {
        boolean isHeld = row.leaseUntil != null && row.leaseUntil.isAfter(now);
        boolean isDue = row.nextTurnAt != null && !row.nextTurnAt.isAfter(now);
        if (row.isFinished() || !isDue || (isHeld && fault != Fault.CLAIMS_WHAT_IS_HELD)) {
            return null;
        }
        row.fence++;
        row.leaseUntil = now.plus(Books.LEASE);
        return row.held(now, nanos);
    }

    /** Null when the claim was lost. */
    @Nullable
    Held reload(Row row, Held held, long nanos) {
        return row.isFinished() || (row.fence != held.fence() && fault != Fault.FORGETS_THE_FENCE)
                ? null
                : row.held(now, nanos);
    }

    boolean release(Row row, Held held, @Nullable Instant until) {
        if (row.fence != held.fence() || (row.version != held.version() && fault != Fault.FORGETS_WHAT_ARRIVED)) {
            return false;
        }
        row.leaseUntil = null;
        row.nextTurnAt = until;
        return true;
    }

    /** Null, and nothing is written, when the claim was lost or anything was written since it was read. */
    @Nullable
    Held write(Row row, Held held, Change change, long nanos) {
        boolean isMine = fault == Fault.FORGETS_THE_FENCE || row.fence == held.fence();
        boolean isCurrent = fault == Fault.FORGETS_WHAT_WAS_WRITTEN || row.seq == held.seq();
        boolean isHeard = fault == Fault.FORGETS_WHAT_ARRIVED || row.version == held.version();
        if (row.isFinished() || !isMine || !isCurrent || !isHeard) {
            return null;
        }
        Held after = held.after(change);
        invariants.beforeWrite(row, held, change);
        row.remediation = after.remediation();
        row.progress = after.progress();
        row.append(change.events(), held.seq(), now);
        row.seq = after.seq();
        row.actedAt = change.hasActed() && row.actedAt == null ? now : row.actedAt;
        row.leaseUntil = change.rest() == null ? now.plus(Books.LEASE) : null;
        row.nextTurnAt = change.rest() == null ? row.nextTurnAt : change.rest().until();
        ledger(row, change);
        invariants.afterWrite(row, change);
        return after.at(now, nanos);
    }

    private void ledger(Row row, Change change) {
        Set<String> held = Objects.requireNonNull(holds.get(row));
        LedgerRow written = change.row();
        if (change.hasActed() || row.isFinished()) {
            held.clear();
        }
        if (written != null) {
            String key = written.attempt().step() + "/" + written.attempt().number();
            boolean isApplied = written.attempt().state() == AttemptState.APPLIED;
            row.attempts.put(key, written);
            held.remove(key);
            if (written.holdsTarget() && !row.isFinished() && !(isApplied && fault == Fault.LETS_GO_OF_THE_TARGET)) {
                held.add(key);
            }
        }
    }

    boolean isPaused(Ask ask) {
        return paused.contains("global") || paused.contains("service:shop/" + ask.service());
    }

    /** As the governor counts them, of other steps than the asking one. */
    Figures figures(Ask ask) {
        List<Instant> onTarget = dispatched()
                .filter(it -> !isOwn(it, ask) && it.attempt().action().equals(ask.action()))
                .filter(it -> it.attempt().described().targetKey().equals(ask.targetKey()))
                .map(World::at)
                .sorted()
                .toList();
        List<Instant> inWindow = onTarget.stream()
                .filter(it -> it.isAfter(now.minus(ask.limits().maxWithin())))
                .toList();
        List<Instant> acted = others(ask)
                .flatMap(it -> Stream.ofNullable(it.actedAt))
                .filter(it -> it.isAfter(now.minus(HOUR)))
                .sorted()
                .toList();
        List<Instant> rollbacks = rows.stream()
                .filter(it -> it.remediation.service().equals(ask.service()))
                .flatMap(Row::dispatched)
                .filter(it -> it.attempt().isRollback()
                        && !it.attempt().isUndo()
                        && it.attempt().approvalId() == null)
                .filter(it -> !isOwn(it, ask) && at(it).isAfter(now.minus(Books.BOUNDS.rollbackWindow())))
                .map(World::at)
                .sorted()
                .toList();
        return new Figures(
                now,
                isPaused(ask) ? "global" : null,
                null,
                null,
                null,
                null,
                others(ask)
                        .filter(it -> it.target().equals(ask.targetKey()))
                        .filter(it -> !Objects.requireNonNull(holds.get(it)).isEmpty())
                        .map(it -> it.remediation.id().toString())
                        .findFirst()
                        .orElse(null),
                onTarget.isEmpty() ? null : onTarget.getLast(),
                inWindow.size(),
                inWindow.isEmpty() ? null : inWindow.getFirst(),
                others(ask).filter(it -> it.actedAt != null && !it.isFinished()).count(),
                acted.size(),
                acted.isEmpty() ? null : acted.getFirst(),
                rollbacks.size(),
                rollbacks.isEmpty() ? null : rollbacks.getFirst(),
                forIncident(ask),
                0,
                0,
                false);
    }

    private long forIncident(Ask ask) {
        return rows.stream()
                .filter(it -> it.incident.id().equals(ask.incident()))
                .flatMap(Row::dispatched)
                .filter(it -> !it.attempt().isUndo() && it.attempt().action().equals(ask.action()))
                .count();
    }

    private Stream<Row> others(Ask ask) {
        return rows.stream().filter(it -> !it.remediation.id().equals(ask.remediation()));
    }

    private Stream<LedgerRow> dispatched() {
        return rows.stream().flatMap(Row::dispatched).filter(it -> !it.attempt().isUndo());
    }

    private boolean isOwn(LedgerRow row, Ask ask) {
        return row.attempt().step().equals(ask.step())
                && rows.stream()
                        .filter(it -> it.remediation.id().equals(ask.remediation()))
                        .anyMatch(it -> it.attempts.containsValue(row));
    }

    private static Instant at(LedgerRow row) {
        return Objects.requireNonNull(row.attempt().dispatchedAt());
    }
}
