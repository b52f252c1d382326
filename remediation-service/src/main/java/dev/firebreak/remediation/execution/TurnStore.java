package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.remediation.governor.Governor;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    // coalesce keeps the row to be found by its key, here and below (decision 0056)
    private static final String HELD = """
            SELECT %s
            FROM remediation r JOIN incident_view i ON i.incident_id = r.incident_id
            LEFT JOIN attempt a ON a.remediation_id = r.id AND a.state = 'DISPATCHING'
            WHERE r.id = :id AND r.fence = :fence AND coalesce(r.finished_at, 'infinity') = 'infinity'
            """.formatted(HeldRows.COLUMNS);
    private static final Retry DATABASE_AWAY = Retry.backoff(6, Duration.ofMillis(100))
            .maxBackoff(Duration.ofSeconds(2))
            .filter(e ->
                    e instanceof DataAccessResourceFailureException || e instanceof CannotCreateTransactionException)
            .onRetryExhaustedThrow((_, last) -> last.failure());

    private final DatabaseClient database;
    private final Transactions transactions;
    private final TurnWrite write;
    private final Supplier<Catalog> catalogs;
    private final Duration lease;
    private final String me = "turn-" + UUID.randomUUID();

    TurnStore(
            DatabaseClient database,
            Transactions transactions,
            TurnWrite write,
            Supplier<Catalog> catalogs,
            ExecutionSettings settings) {
        this.database = database;
        this.transactions = transactions;
        this.write = write;
        this.catalogs = catalogs;
        this.lease = settings.lease();
    }

    /** @param begin null when the remediation is not to be held */
    FirstClaim firstClaim(@Nullable Consumer<Held> begin) {
        return new FirstClaim(me, lease, begin);
    }

    /** Most of its lease is left. */
    boolean isFresh(Held held) {
        return System.nanoTime() - held.readAtNanos() < lease.dividedBy(10).toNanos();
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
                            WHERE id = :id AND coalesce(finished_at, 'infinity') = 'infinity'
                              AND next_turn_at <= clock_timestamp()
                              AND (lease_until IS NULL OR lease_until <= clock_timestamp())
                            FOR UPDATE SKIP LOCKED)
                        RETURNING *)
                    SELECT %s
                    FROM r JOIN incident_view i ON i.incident_id = r.incident_id
                    LEFT JOIN attempt a ON a.remediation_id = :id AND a.state = 'DISPATCHING'
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
                WHERE finished_at IS NULL AND next_turn_at <= statement_timestamp()
                  AND (lease_until IS NULL OR lease_until <= statement_timestamp())
                ORDER BY next_turn_at LIMIT :atMost
                """)
                .bind("atMost", atMost)
                .map(row -> new RemediationId(Objects.requireNonNull(row.get("id", UUID.class))))
                .all();
    }

    /**
     * Writes what was decided and what follows from it, unless something arrived since: then nothing is written and the
     * fresh state comes back.
     */
    Mono<Held> decide(Held held, Function<Held, Change> decision) {
        return atOnce(held, false, decision);
    }

    /**
     * Writes what was done and what follows from it: that stays true whatever arrived since, and is worth several tries
     * when the database is away for a moment. If it stays away, the target is observed later.
     *
     * @param done may be asked again, of a newer state or of the one that it made itself
     */
    Mono<Held> note(Held held, Function<Held, Change> done) {
        return atOnce(held, true, done).retryWhen(DATABASE_AWAY);
    }

    /** {@link #decide} for what has to count rows that others write: in a transaction. */
    Mono<Held> change(Held held, Function<Held, Mono<Change>> work) {
        return transactions.commit(changed(held, false, read(held, "FOR UPDATE OF r"), work));
    }

    /** {@link #note} for what has to count rows that others write: in a transaction. */
    Mono<Held> record(Held held, Function<Held, Mono<Change>> work) {
        return transactions
                .commit(changed(held, true, read(held, "FOR UPDATE OF r"), work))
                .retryWhen(DATABASE_AWAY);
    }

    /**
     * {@link #change} for a call that may leave: the kill switch and what is counted are held until it is committed.
     *
     * @param counted as the governor says
     */
    Mono<Held> leave(Held held, String[] counted, Function<Held, Mono<Change>> work) {
        return transactions.commit(changed(held, false, lock(held, counted), work));
    }

    private Mono<Held> atOnce(Held held, boolean whateverArrived, Function<Held, Change> decision) {
        return Mono.defer(() -> {
            Held now = held.later(System.nanoTime());
            Change change = Still.ahead(catalogs.get(), now, decision.apply(now));
            return transactions
                    .atOnce(write.write(now, change))
                    .switchIfEmpty(Mono.defer(() -> reload(held)
                            .flatMap(fresh -> fresh.version() != held.version() && !whateverArrived
                                    ? Mono.just(fresh)
                                    : atOnce(fresh, whateverArrived, decision))));
        });
    }

    private Mono<Held> changed(
            Held held, boolean whateverArrived, Mono<Held> locked, Function<Held, Mono<Change>> work) {
        return locked.flatMap(now -> now.version() != held.version() && !whateverArrived
                ? Mono.just(now)
                : work.apply(now).flatMap(change -> write.write(now, change)));
    }

    /** As it is now, for a turn whose decision was overtaken; empty when the claim was lost. */
    Mono<Held> reload(Held held) {
        return read(held, "");
    }

    private Mono<Held> read(Held held, String lock) {
        return Mono.defer(() -> {
            long before = System.nanoTime();
            return database.sql(HELD + lock)
                    .bind("id", held.remediation().id().value())
                    .bind("fence", held.fence())
                    .map(row -> HeldRows.read(row, before))
                    .one();
        });
    }

    /** Locks in the order in which intake does: the incident, its remediation, as the clauses are written; then the rest. */
    private Mono<Held> lock(Held held, String[] counted) {
        return Mono.defer(() -> {
            long before = System.nanoTime();
            return database.sql("WITH held AS MATERIALIZED (" + HELD + " FOR SHARE OF i FOR UPDATE OF r), "
                            + Governor.HOLDS + " SELECT held.*, (SELECT count(*) FROM holds) AS holds FROM held")
                    .bind("id", held.remediation().id().value())
                    .bind("fence", held.fence())
                    .bind("counted", counted)
                    .map(row -> {
                        if (Objects.equals(row.get("holds", Long.class), 0L)) {
                            throw new IllegalStateException("the kill switch's row 'global' is gone: nothing may act");
                        }
                        return HeldRows.read(row, before);
                    })
                    .one();
        });
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
}
