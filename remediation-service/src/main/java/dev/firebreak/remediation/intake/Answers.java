package dev.firebreak.remediation.intake;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.approval.BreakingGlass;
import dev.firebreak.remediation.approval.People;
import dev.firebreak.remediation.execution.Projection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes people's answers under the remediation's lock; whoever holds its turn sees that something arrived. */
@Component
class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final DatabaseClient database;
    private final EventLog eventLog;

    Answers(DatabaseClient database, EventLog eventLog) {
        this.database = database;
        this.eventLog = eventLog;
    }

    private record Locked(Remediation remediation, long seq, Instant now) {}

    /** @param judge makes an event of the answer, given the remediation and the database's time */
    Mono<List<RemediationId>> answer(
            RemediationId id, Actor actor, BiFunction<Remediation, Instant, RemediationEvent> judge) {
        return lock(id).flatMap(locked -> save(locked, actor, judge.apply(locked.remediation, locked.now)))
                .defaultIfEmpty(List.of())
                .doOnNext(ids -> {
                    if (ids.isEmpty()) {
                        LOG.atWarn()
                                .addKeyValue("remediationId", id)
                                .log("an answer to a remediation that is not ours");
                    }
                });
    }

    Mono<List<RemediationId>> breakGlass(Command.BreakGlass command, People people) {
        return database.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM remediation mine JOIN remediation other USING (incident_id, system, runbook)
                            WHERE mine.id = :id AND other.id <> mine.id AND other.finished_at IS NULL) AS another
                        """)
                .bind("id", command.remediationId().value())
                .map(row -> Boolean.TRUE.equals(row.get("another", Boolean.class)))
                .one()
                .flatMap(another -> answer(
                        command.remediationId(),
                        command.actor(),
                        (remediation, now) -> BreakingGlass.decide(
                                remediation,
                                command.step(),
                                command.guards(),
                                command.reason(),
                                command.actor(),
                                people,
                                another,
                                UUID.randomUUID(),
                                now)));
    }

    Mono<List<RemediationId>> cancel(RemediationId id, String reason) {
        // coalesce keeps the row to be found by its key (decision 0056)
        return database.sql("""
                UPDATE remediation SET cancel_reason = :reason, version = version + 1, next_turn_at = clock_timestamp()
                WHERE id = :id AND coalesce(finished_at, 'infinity') = 'infinity'
                """)
                .bind("reason", reason)
                .bind("id", id.value())
                .then()
                .thenReturn(List.of(id));
    }

    private Mono<Locked> lock(RemediationId id) {
        return database.sql("""
                SELECT snapshot::text AS snapshot, seq, clock_timestamp() AS now
                FROM remediation WHERE id = :id FOR UPDATE
                """)
                .bind("id", id.value())
                .map(row -> new Locked(
                        Wire.JSON.readValue(
                                Objects.requireNonNull(row.get("snapshot", String.class)), Remediation.class),
                        Objects.requireNonNull(row.get("seq", Long.class)),
                        Objects.requireNonNull(row.get("now", Instant.class))))
                .one();
    }

    /** One that was over goes on at once: the turn that ended it holds nothing any more, whatever its lease says. */
    private Mono<List<RemediationId>> save(Locked locked, Actor actor, RemediationEvent event) {
        Remediation after = Projection.after(locked.remediation, event, locked.now);
        RemediationFact fact = new RemediationFact(
                EventId.next(), locked.seq + 1, locked.now, actor, after.catalogVersion(), event, after);
        return eventLog.append(List.of(Entry.of(fact)))
                .then(database.sql("""
                        UPDATE remediation SET seq = :seq, state = :state, snapshot = CAST(:snapshot AS jsonb),
                            version = version + 1, finished_at = CASE WHEN :finished THEN finished_at END,
                            next_turn_at = CASE WHEN NOT :finished THEN clock_timestamp() END,
                            lease_until = CASE WHEN finished_at IS NULL THEN lease_until END
                        WHERE id = :id
                        """)
                        .bind("finished", after.state().isFinished())
                        .bind("seq", locked.seq + 1)
                        .bind("state", after.state().name())
                        .bind("snapshot", Wire.JSON.writeValueAsString(after))
                        .bind("id", after.id().value())
                        .then())
                .thenReturn(List.of(after.id()));
    }
}
