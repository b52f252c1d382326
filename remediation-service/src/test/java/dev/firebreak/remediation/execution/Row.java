package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.LedgerRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A remediation's rows in the simulated database: its own, its incident's, its attempts', its log's. */
final class Row {
    /** An event as it was written: numbered by the writer. */
    record Logged(long seq, RemediationEvent event, Instant at) {}

    final Runbook runbook;
    final Remediation begun;
    final Incident incident;
    final Map<String, LedgerRow> attempts = new LinkedHashMap<>();
    final List<Logged> log = new ArrayList<>();
    Remediation remediation;
    Progress progress = Progress.NONE;
    long seq;
    long fence;
    long version;
    boolean incidentIsOpen = true;
    Instant alertedAt;

    @Nullable
    String cancelReason;

    @Nullable
    Instant nextTurnAt;

    @Nullable
    Instant leaseUntil;

    @Nullable
    Instant actedAt;

    Row(Runbook runbook, Remediation begun, Incident incident, Instant now) {
        this.runbook = runbook;
        this.begun = begun;
        this.remediation = begun;
        this.incident = incident;
        this.alertedAt = now;
        this.nextTurnAt = now;
    }

    boolean isFinished() {
        return remediation.state().isFinished();
    }

    String target() {
        return "target:" + remediation.service();
    }

    Stream<LedgerRow> dispatched() {
        return attempts.values().stream().filter(it -> it.attempt().dispatchedAt() != null);
    }

    @Nullable
    Attempt open() {
        return attempts.values().stream()
                .map(LedgerRow::attempt)
                .filter(Attempt::mayHaveLeft)
                .findFirst()
                .orElse(null);
    }

    /** Something came from outside: whoever holds the turn decides again. */
    void touch(Instant now) {
        version++;
        nextTurnAt = now;
    }

    void append(List<RemediationEvent> events, long from, Instant at) {
        long number = from;
        for (RemediationEvent event : events) {
            log.add(new Logged(++number, event, at));
        }
    }

    Held held(Instant now, long nanos) {
        Map<String, Integer> tries = new HashMap<>();
        attempts.values()
                .forEach(it -> tries.merge(it.attempt().step(), it.attempt().number(), Math::max));
        return new Held(
                remediation,
                seq,
                progress,
                fence,
                version,
                incident,
                incidentIsOpen,
                alertedAt,
                cancelReason,
                open(),
                tries,
                Map.of(),
                null,
                now,
                nanos);
    }

    Situation situation(Held held) {
        return new Situation(
                held.remediation(),
                Optional.of(runbook),
                _ -> true,
                held.progress(),
                held.incidentIsOpen(),
                held.attempt(),
                held.cancelReason());
    }
}
