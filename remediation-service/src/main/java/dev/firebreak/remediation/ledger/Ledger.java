package dev.firebreak.remediation.ledger;

import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the ledger, each time inside the caller's transaction and only while the caller's fence is the newest. */
@Component
public class Ledger {
    private final DatabaseClient database;

    Ledger(DatabaseClient database) {
        this.database = database;
    }

    /** Tries made for the step so far, undoing included. */
    public Mono<Integer> count(UUID remediation, String step) {
        return database.sql("SELECT count(*) AS tries FROM attempt WHERE remediation_id = :id AND step = :step")
                .bind("id", remediation)
                .bind("step", step)
                .map(row -> number(row.get("tries", Long.class)))
                .one();
    }

    /** A new row, claimed. The target is not held yet: that is the dispatch's to get. */
    public Mono<Void> insert(Remediation remediation, Attempt attempt) {
        var sql = database.sql("""
                INSERT INTO attempt (remediation_id, step, number, is_undo, incident_id, system, service, action,
                    target_key, is_rollback, approval_id, state, fence, holds_target, plan, described)
                VALUES (:id, :step, :number, :undo, :incident, :system, :service, :action,
                    :target, :rollback, :approval, 'CLAIMED', :fence, false, CAST(:plan AS jsonb), CAST(:described AS jsonb))
                """)
                .bind("id", remediation.id().value())
                .bind("step", attempt.step())
                .bind("number", attempt.number())
                .bind("undo", attempt.isUndo())
                .bind("incident", remediation.incidentId().value())
                .bind("system", remediation.runbook().system())
                .bind("service", remediation.service())
                .bind("action", attempt.action())
                .bind("target", attempt.described().targetKey())
                .bind("rollback", attempt.isRollback())
                .bind("fence", attempt.fence())
                .bind("plan", Wire.JSON.writeValueAsString(attempt.plan()))
                .bind("described", Wire.JSON.writeValueAsString(attempt.described()));
        UUID approval = attempt.approvalId();
        return (approval == null ? sql.bindNull("approval", UUID.class) : sql.bind("approval", approval)).then();
    }

    /** From here on a call may have left. Takes the target over from an earlier try of the same remediation. */
    public Mono<Void> dispatch(UUID remediation, Attempt attempt) {
        return database.sql("UPDATE attempt SET holds_target = false WHERE remediation_id = :id AND holds_target")
                .bind("id", remediation)
                .then()
                .then(one(database.sql("""
                        UPDATE attempt SET state = 'DISPATCHING', holds_target = true, dispatched_at = :at, observe_at = :observe
                        WHERE remediation_id = :id AND step = :step AND number = :number
                          AND state = 'CLAIMED' AND fence = :fence
                        """)
                        .bind("id", remediation)
                        .bind("step", attempt.step())
                        .bind("number", attempt.number())
                        .bind("fence", attempt.fence())
                        .bind("at", required(attempt.dispatchedAt()))
                        .bind("observe", required(attempt.observeAt()))));
    }

    /** A later turn looks after it from now on: what an earlier holder still writes does not count. */
    public Mono<Void> takeOver(UUID remediation, Attempt attempt, long fence) {
        return one(database.sql("""
                UPDATE attempt SET fence = :fence
                WHERE remediation_id = :id AND step = :step AND number = :number
                  AND state IN ('CLAIMED', 'DISPATCHING') AND fence <= :fence
                """)
                .bind("id", remediation)
                .bind("step", attempt.step())
                .bind("number", attempt.number())
                .bind("fence", fence));
    }

    /** Still under way: when to look next, and whether the target said that it is at it. */
    public Mono<Void> wait(UUID remediation, Attempt attempt) {
        var sql = database.sql("""
                UPDATE attempt SET observe_at = :observe, accepted_at = :accepted
                WHERE remediation_id = :id AND step = :step AND number = :number
                  AND state = 'DISPATCHING' AND fence = :fence
                """)
                .bind("id", remediation)
                .bind("step", attempt.step())
                .bind("number", attempt.number())
                .bind("fence", attempt.fence())
                .bind("observe", required(attempt.observeAt()));
        Instant accepted = attempt.acceptedAt();
        return one(accepted == null ? sql.bindNull("accepted", Instant.class) : sql.bind("accepted", accepted));
    }

    /** The outcome. An applied one goes on holding its target until {@link #release}. */
    public Mono<Void> end(UUID remediation, Attempt attempt, AttemptState outcome, String summary, Instant at) {
        return one(database.sql("""
                UPDATE attempt SET state = :state, summary = :summary, ended_at = :at,
                    holds_target = holds_target AND :state = 'APPLIED'
                WHERE remediation_id = :id AND step = :step AND number = :number
                  AND state IN ('CLAIMED', 'DISPATCHING') AND fence = :fence
                """)
                .bind("id", remediation)
                .bind("step", attempt.step())
                .bind("number", attempt.number())
                .bind("fence", attempt.fence())
                .bind("state", outcome.name())
                .bind("summary", summary)
                .bind("at", at));
    }

    /** Others may act on what this remediation held. */
    public Mono<Void> release(UUID remediation) {
        return database.sql("UPDATE attempt SET holds_target = false WHERE remediation_id = :id AND holds_target")
                .bind("id", remediation)
                .then();
    }

    private static Mono<Void> one(DatabaseClient.GenericExecuteSpec sql) {
        return sql.fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1
                        ? Mono.empty()
                        : Mono.error(new StaleFenceException("the attempt has a newer holder or is over")));
    }

    private static Instant required(@Nullable Instant instant) {
        if (instant == null) {
            throw new IllegalStateException("an attempt that was not dispatched has no times");
        }
        return instant;
    }

    private static int number(@Nullable Long count) {
        return count == null ? 0 : Math.toIntExact(count);
    }
}
