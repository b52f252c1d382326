package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.LedgerRow;
import dev.firebreak.remediation.trust.Trust;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A remediation as the turn that holds it last read it.
 *
 * @param fence of this turn: what it writes counts as long as nobody has a higher one
 * @param version counts what arrived from outside
 * @param alertedAt when the incident's newest firing alert came in
 * @param attempt one that may have left; null when there is none
 * @param tries made so far, by step, to undo it included
 * @param trust what steps of the runbook have earned or lost, by their ids
 * @param now the database's clock when it was read
 * @param rest the turn ended with what was written last; null while it holds the remediation
 * @param readAtNanos this machine's monotonic clock right before it was read: the lease runs from no earlier
 */
record Held(
        Remediation remediation,
        long seq,
        Progress progress,
        long fence,
        long version,
        Incident incident,
        boolean incidentIsOpen,
        Instant alertedAt,
        @Nullable String cancelReason,
        @Nullable Attempt attempt,
        Map<String, Integer> tries,
        Map<String, Trust> trust,
        @Nullable Resting rest,
        Instant now,
        long readAtNanos) {
    Held {
        tries = Map.copyOf(tries);
        trust = Map.copyOf(trust);
    }

    /** How far the step may go now; in a drill no further than to be talked about. */
    StepMode mode(StepDefinition.Action step) {
        return incident.isDrill()
                ? StepMode.SHADOW
                : Trust.of(step, trust.get(step.id())).mode();
    }

    /** One more good outcome changes nothing about what the step may do. */
    boolean hasEarnedAll(StepDefinition.Action step) {
        Trust earned = Trust.of(step, trust.get(step.id()));
        return earned.after(true, step).equals(earned);
    }

    /** How the step stands. */
    Step state(StepDefinition.Action step) {
        return remediation.steps().stream()
                .filter(it -> it.id().equals(step.id()))
                .findFirst()
                .orElseThrow();
    }

    int tries(String step) {
        return tries.getOrDefault(step, 0);
    }

    /** What it is right after the change. */
    Held after(Change change) {
        Remediation changed = remediation;
        for (RemediationEvent event : change.events()) {
            changed = Projection.after(changed, event, now);
        }
        Map<String, Integer> tried = new HashMap<>(tries);
        LedgerRow row = change.row();
        if (row != null) {
            tried.merge(row.attempt().step(), row.attempt().number(), Math::max);
        }
        return copy(
                changed,
                seq + change.events().size(),
                change.progress(),
                change.attempt(),
                tried,
                change.rest(),
                now,
                readAtNanos);
    }

    /** The same, read at that time. */
    Held at(Instant newNow, long newReadAtNanos) {
        return copy(remediation, seq, progress, attempt, tries, rest, newNow, newReadAtNanos);
    }

    /** The same a while later, by this machine's monotonic clock. */
    Held later(long nanos) {
        return at(now.plusNanos(Math.max(0, nanos - readAtNanos)), readAtNanos);
    }

    private Held copy(
            Remediation newRemediation,
            long newSeq,
            Progress newProgress,
            @Nullable Attempt newAttempt,
            Map<String, Integer> newTries,
            @Nullable Resting newRest,
            Instant newNow,
            long newReadAtNanos) {
        return new Held(
                newRemediation,
                newSeq,
                newProgress,
                fence,
                version,
                incident,
                incidentIsOpen,
                alertedAt,
                cancelReason,
                newAttempt,
                newTries,
                trust,
                newRest,
                newNow,
                newReadAtNanos);
    }
}
