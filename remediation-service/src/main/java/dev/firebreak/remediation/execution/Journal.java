package dev.firebreak.remediation.execution;

import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.ledger.LedgerRow;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What operators see of a change once it is written down: log lines and meters. */
@Component
class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final MeterRegistry meters;

    Journal(MeterRegistry meters) {
        this.meters = meters;
    }

    void wrote(Held after, Change change) {
        LedgerRow row = change.row();
        if (row != null && row.endedAt() != null) {
            ended(after, row.attempt(), String.valueOf(row.summary()));
        } else if (row != null && change.hasActed()) {
            left(after, row.attempt());
        }
        change.events().forEach(event -> told(after, event));
    }

    private void ended(Held after, Attempt attempt, String summary) {
        AttemptState outcome = attempt.state();
        meters.counter("firebreak.actions", "action", attempt.action(), "outcome", outcome.name())
                .increment();
        LOG.atInfo()
                .addKeyValue("remediationId", after.remediation().id())
                .addKeyValue("step", attempt.step())
                .addKeyValue("attempt", attempt.number())
                .addKeyValue("outcome", outcome)
                .log("{}: {}", attempt.action(), summary);
    }

    /** How long it took from the incident's arrival until the call left; what people were asked about is their time. */
    private void left(Held after, Attempt attempt) {
        Instant at = attempt.dispatchedAt();
        if (at != null && attempt.approvalId() == null && !attempt.isUndo()) {
            meters.timer("firebreak.actions.left.after", "action", attempt.action())
                    .record(Duration.between(after.remediation().startedAt(), at));
        }
    }

    private void told(Held after, RemediationEvent event) {
        if (event instanceof RemediationEvent.ActionRefused refused) {
            meters.counter("firebreak.actions.refused", "guard", refused.guard())
                    .increment();
        } else if (event instanceof RemediationEvent.Finished finished) {
            LOG.atInfo()
                    .addKeyValue("remediationId", after.remediation().id())
                    .addKeyValue("incidentId", after.remediation().incidentId())
                    .log("{}: {}", finished.state().word(), finished.summary());
        }
    }
}
