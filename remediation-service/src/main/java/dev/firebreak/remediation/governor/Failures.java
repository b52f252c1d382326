package dev.firebreak.remediation.governor;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationState;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stops a system when one remediation after the other fails there: what automation knows does not help. Only those
 * that acted count, since a person last changed the system's switch.
 */
@Component
public class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final DatabaseClient database;
    private final KillSwitch killSwitch;
    private final EventLog eventLog;

    Failures(DatabaseClient database, KillSwitch killSwitch, EventLog eventLog) {
        this.database = database;
        this.killSwitch = killSwitch;
        this.eventLog = eventLog;
    }

    /** Inside the transaction that ends the remediation. */
    public Mono<Void> ended(Remediation remediation, RemediationState state, SystemBounds bounds, Instant now) {
        boolean isBad = state == RemediationState.FAILED || state == RemediationState.NEEDS_PERSON;
        int inARow = bounds.failuresInARow();
        if (!isBad || inARow == 0) {
            return Mono.empty();
        }
        String system = remediation.runbook().system();
        String reason = "the last " + inARow + " remediations of " + system + " that acted have failed";
        return areInARow(remediation, inARow)
                .filter(Boolean::booleanValue)
                .flatMap(_ -> killSwitch.stop(system, Guard.FAILURES_IN_A_ROW, reason))
                .filter(Boolean::booleanValue)
                .flatMap(_ -> {
                    LOG.atWarn().addKeyValue("system", system).log("automation stopped: {}", reason);
                    return eventLog.append(Entry.of(new AutomationFact(
                            EventId.next(), now, Actor.FIREBREAK, "system:" + system, true, reason)));
                });
    }

    /** Two that end at once wait for each other here, so that the later one sees the earlier one. */
    private Mono<Boolean> areInARow(Remediation remediation, int inARow) {
        String system = remediation.runbook().system();
        return database.sql("""
                        INSERT INTO budget (key, asked_at) VALUES (:key, clock_timestamp())
                        ON CONFLICT (key) DO UPDATE SET asked_at = excluded.asked_at
                        """)
                .bind("key", "failures:" + system)
                .then()
                .then(database.sql("""
                        WITH others AS (
                            SELECT state FROM remediation
                            WHERE system = :system AND acted_at IS NOT NULL AND id <> :id
                              AND state IN ('SUCCEEDED', 'FAILED', 'NEEDS_PERSON')
                              AND finished_at > coalesce(
                                  (SELECT changed_at FROM automation WHERE scope = :scope), '-infinity')
                            ORDER BY finished_at DESC LIMIT :others)
                        SELECT (SELECT acted_at IS NOT NULL FROM remediation WHERE id = :id)
                            AND (SELECT count(*) FROM others WHERE state <> 'SUCCEEDED') = :others AS in_a_row
                        """)
                        .bind("system", system)
                        .bind("id", remediation.id().value())
                        .bind("scope", "system:" + system)
                        .bind("others", inARow - 1L)
                        .map(row -> Boolean.TRUE.equals(row.get("in_a_row", Boolean.class)))
                        .one());
    }
}
