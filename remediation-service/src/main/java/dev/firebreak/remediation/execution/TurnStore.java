package dev.firebreak.remediation.execution;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.ledger.Ledger;
import dev.firebreak.remediation.ledger.StaleFenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Claims remediations and writes what turns did. Whoever lost its claim gets an empty result. */
@Component
class TurnStore {
    private static final Retry DATABASE_AWAY = Retry.backoff(6, Duration.ofMillis(100))
            .maxBackoff(Duration.ofSeconds(2))
            .filter(e ->
                    e instanceof DataAccessResourceFailureException || e instanceof CannotCreateTransactionException)
            .onRetryExhaustedThrow((_, last) -> last.failure());

    private final DatabaseClient database;
    private final Transactions transactions;
    private final EventLog eventLog;
    private final Ledger ledger;
    private final Duration lease;
    private final String me = "turn-" + UUID.randomUUID();

    TurnStore(
            DatabaseClient database,
            Transactions transactions,
            EventLog eventLog,
            Ledger ledger,
            ExecutionSettings settings) {
        this.database = database;
        this.transactions = transactions;
        this.eventLog = eventLog;
        this.ledger = ledger;
        this.lease = settings.lease();
    }

    /** Empty when it is not due, finished, or held by another turn. */
    Mono<Held> claim(RemediationId id) {
        return Mono.defer(() -> {
            long before = System.nanoTime();
            return database.sql("""
                    WITH r AS (
                        UPDATE remediation SET fence = fence + 1, claimed_by = :me,
                            lease_until = clock_timestamp() + :leaseMillis * interval '1 millisecond'
                        WHERE id = (
                            SELECT id FROM remediation
                            WHERE id = :id AND finished_at IS NULL AND next_turn_at <= clock_timestamp()
                              AND (lease_until IS NULL OR lease_until <= clock_timestamp())
                            FOR UPDATE SKIP LOCKED)
                        RETURNING *)
                    SELECT %s
                    FROM r JOIN incident_view i ON i.incident_id = r.incident_id
                    LEFT JOIN attempt a ON a.remediation_id = r.id AND a.state IN ('CLAIMED', 'DISPATCHING')
                    """.formatted(HeldRows.COLUMNS))
                    .bind("me", me)
                    .bind("leaseMillis", lease.toMillis())
                    .bind("id", id.value())
                    .map(row -> HeldRows.read(row, before))
                    .one();
        });
    }

    /** Those that wait for a turn, longest waiting first. */
    Flux<RemediationId> due(int atMost) {
        return database.sql("""
                SELECT id FROM remediation
                WHERE finished_at IS NULL AND next_turn_at <= clock_timestamp()
                  AND (lease_until IS NULL OR lease_until <= clock_timestamp())
                ORDER BY next_turn_at LIMIT :atMost
                """)
                .bind("atMost", atMost)
                .map(row -> new RemediationId(Objects.requireNonNull(row.get("id", UUID.class))))
                .all();
    }

    /**
     * Writes what was decided, unless something arrived since: then nothing is written and the fresh state comes back.
     *
     * @param work given the state as it is now, under lock; may use the database
     */
    Mono<Held> change(Held held, Function<Held, Mono<Change>> work) {
        return write(held, false, work);
    }

    /**
     * Writes what was done: that stays true whatever arrived since, and is worth several tries when the database is away
     * for a moment. If it stays away, the target is observed later.
     */
    Mono<Held> record(Held held, Function<Held, Mono<Change>> work) {
        return write(held, true, work).retryWhen(DATABASE_AWAY);
    }

    /** Locks in the order in which intake does: the incident, then its remediation. */
    Mono<Held> changeWithIncident(Held held, Function<Held, Mono<Change>> work) {
        return transactions.commit(database.sql("SELECT seq FROM incident_view WHERE incident_id = :id FOR SHARE")
                .bind("id", held.remediation().incidentId().value())
                .map(_ -> true)
                .one()
                .then(Mono.defer(() -> write(held, false, work))));
    }

    private Mono<Held> write(Held held, boolean whateverArrived, Function<Held, Mono<Change>> work) {
        return transactions
                .commit(lock(held)
                        .flatMap(now -> now.version() != held.version() && !whateverArrived
                                ? Mono.just(now)
                                : work.apply(now).flatMap(change -> save(now, change))))
                .onErrorResume(StaleFenceException.class, _ -> Mono.empty());
    }

    private Mono<Held> lock(Held held) {
        return Mono.defer(() -> {
            long before = System.nanoTime();
            return database.sql("""
                    SELECT %s
                    FROM remediation r JOIN incident_view i ON i.incident_id = r.incident_id
                    LEFT JOIN attempt a ON a.remediation_id = r.id AND a.state IN ('CLAIMED', 'DISPATCHING')
                    WHERE r.id = :id AND r.fence = :fence AND r.finished_at IS NULL
                    FOR UPDATE OF r
                    """.formatted(HeldRows.COLUMNS))
                    .bind("id", held.remediation().id().value())
                    .bind("fence", held.fence())
                    .map(row -> HeldRows.read(row, before))
                    .one();
        });
    }

    private Mono<Held> save(Held now, Change change) {
        Remediation after = now.remediation();
        long seq = now.seq();
        List<Entry> entries = new ArrayList<>();
        for (RemediationEvent event : change.events()) {
            after = Projection.after(after, event, now.now());
            seq++;
            entries.add(Entry.of(new RemediationFact(
                    EventId.next(), seq, now.now(), Actor.FIREBREAK, after.catalogVersion(), event, after)));
        }
        Held saved = now.with(after, seq, change.progress(), change.attempt());
        Mono<Void> appended = entries.isEmpty() ? Mono.empty() : eventLog.append(entries);
        Mono<Void> released =
                after.state().isFinished() ? ledger.release(after.id().value()) : Mono.empty();
        return appended.then(update(saved, change.hasActed())).then(released).thenReturn(saved);
    }

    private Mono<Void> update(Held saved, boolean hasActed) {
        Remediation remediation = saved.remediation();
        var sql = database.sql("""
                UPDATE remediation SET state = :state, seq = :seq, snapshot = CAST(:snapshot AS jsonb),
                    progress = CAST(:progress AS jsonb), finished_at = :finishedAt,
                    acted_at = CASE WHEN :acted THEN coalesce(acted_at, clock_timestamp()) ELSE acted_at END,
                    lease_until = clock_timestamp() + :leaseMillis * interval '1 millisecond'
                WHERE id = :id
                """)
                .bind("id", remediation.id().value())
                .bind("state", remediation.state().name())
                .bind("seq", saved.seq())
                .bind("snapshot", Wire.JSON.writeValueAsString(remediation))
                .bind("progress", Wire.JSON.writeValueAsString(saved.progress()))
                .bind("acted", hasActed)
                .bind("leaseMillis", lease.toMillis());
        @Nullable Instant finishedAt = remediation.finishedAt();
        return (finishedAt == null ? sql.bindNull("finishedAt", Instant.class) : sql.bind("finishedAt", finishedAt))
                .then();
    }

    /**
     * Gives it back until then.
     *
     * @return false when something arrived since, or the claim was lost: then it is still to be decided
     */
    Mono<Boolean> release(Held held, @Nullable Instant until) {
        var sql = database.sql("""
                UPDATE remediation SET lease_until = NULL, claimed_by = NULL, next_turn_at = :until
                WHERE id = :id AND fence = :fence AND version = :version
                """)
                .bind("id", held.remediation().id().value())
                .bind("fence", held.fence())
                .bind("version", held.version());
        return (until == null ? sql.bindNull("until", Instant.class) : sql.bind("until", until))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Gives it back at once and as due: the next turn is somebody's who has the time. */
    Mono<Void> handBack(Held held) {
        return database.sql("""
                UPDATE remediation SET lease_until = NULL, claimed_by = NULL, next_turn_at = clock_timestamp()
                WHERE id = :id AND fence = :fence
                """)
                .bind("id", held.remediation().id().value())
                .bind("fence", held.fence())
                .then();
    }

    /** As it is now, for a turn whose decision was overtaken. */
    Mono<Held> reload(Held held) {
        return write(held, true, now -> Mono.just(Change.none(now)));
    }
}
