package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.trust.Trust;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A remediation as the turn that holds it last read it.
 *
 * @param fence of this turn: what it writes counts as long as nobody has a higher one
 * @param version counts what arrived from outside
 * @param alertedAt when the incident's newest firing alert came in
 * @param attempt claimed, or may have left; null when there is none
 * @param trust what steps of the runbook have earned or lost, by their ids
 * @param now the database's clock when it was read
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
        Map<String, Trust> trust,
        Instant now,
        long readAtNanos) {
    Held {
        trust = Map.copyOf(trust);
    }

    /** How far the step may go now. */
    StepMode mode(StepDefinition.Action step) {
        return Trust.of(step, trust.get(step.id())).mode();
    }

    /** How the step stands. */
    Step state(StepDefinition.Action step) {
        return remediation.steps().stream()
                .filter(it -> it.id().equals(step.id()))
                .findFirst()
                .orElseThrow();
    }

    Held with(Remediation newRemediation, long newSeq, Progress newProgress, @Nullable Attempt newAttempt) {
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
                trust,
                now,
                readAtNanos);
    }
}
