package dev.firebreak.ingest.monitor;

import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of monitors, shared by all instances. Time is the database's, so their clocks may differ. */
@Component
public class MonitorStore {
    private static final String HELD =
            "monitor_key, fence, state, pending, coalesce(beat_at, created_at) as waiting_since,"
                    + " clock_timestamp() as claimed_at";

    private final DatabaseClient database;
    private final Duration leaseMargin;
    private final String me = "ingest-" + UUID.randomUUID();

    MonitorStore(DatabaseClient database, MonitorSettings settings) {
        this.database = database;
        this.leaseMargin = settings.leaseMargin();
    }

    /** Makes rows for monitors that are new, and says that somebody knows the others. New ones do not all begin at once. */
    Mono<Long> know(Collection<Watched> all) {
        return database.sql("""
                INSERT INTO monitor (monitor_key, state, next_look_at, lease_millis, known_at)
                SELECT key, CAST(:state AS jsonb), clock_timestamp() + random() * spread * interval '1 millisecond',
                    lease, clock_timestamp()
                FROM unnest(CAST(:keys AS text[]), CAST(:leases AS bigint[]), CAST(:spreads AS bigint[]))
                    AS known (key, lease, spread)
                ON CONFLICT (monitor_key) DO UPDATE SET
                    known_at = excluded.known_at, lease_millis = excluded.lease_millis
                """)
                .bind("state", json(MonitorState.NEW))
                .bind("keys", all.stream().map(Watched::key).toArray(String[]::new))
                .bind("leases", all.stream().map(this::lease).toArray(Long[]::new))
                .bind("spreads", all.stream().map(MonitorStore::spread).toArray(Long[]::new))
                .fetch()
                .rowsUpdated();
    }

    private Long lease(Watched watched) {
        return watched.monitor().timeout().plus(leaseMargin).toMillis();
    }

    private static Long spread(Watched watched) {
        return Math.min(watched.monitor().every().toMillis(), 5_000L);
    }

    /**
     * Takes those whose time has come, and those whose holder has gone, longest waiting first.
     *
     * @param keys the ones that this instance knows: others are left for an instance with a newer catalogue
     */
    Flux<Held> claim(Collection<String> keys, int atMost) {
        return database.sql("""
                UPDATE monitor SET fence = fence + 1, leased_by = :me,
                    leased_until = clock_timestamp() + lease_millis * interval '1 millisecond'
                WHERE monitor_key IN (
                    SELECT monitor_key FROM monitor
                    WHERE monitor_key = ANY(CAST(:keys AS text[]))
                      AND (leased_until <= clock_timestamp()
                           OR leased_until IS NULL AND next_look_at <= clock_timestamp())
                    ORDER BY next_look_at LIMIT :atMost
                    FOR UPDATE SKIP LOCKED)
                RETURNING %s
                """.formatted(HELD))
                .bind("me", me)
                .bind("keys", keys.toArray(String[]::new))
                .bind("atMost", atMost)
                .map(MonitorStore::held)
                .all();
    }

    /** Takes those that no instance has known for so long. */
    Flux<Held> claimForgotten(Duration unknownFor, int atMost) {
        return database.sql("""
                UPDATE monitor SET fence = fence + 1, leased_by = :me,
                    leased_until = clock_timestamp() + lease_millis * interval '1 millisecond'
                WHERE monitor_key IN (
                    SELECT monitor_key FROM monitor
                    WHERE known_at < clock_timestamp() - :unknownMillis * interval '1 millisecond'
                      AND (leased_until IS NULL OR leased_until <= clock_timestamp())
                    LIMIT :atMost
                    FOR UPDATE SKIP LOCKED)
                RETURNING %s
                """.formatted(HELD))
                .bind("me", me)
                .bind("unknownMillis", unknownFor.toMillis())
                .bind("atMost", atMost)
                .map(MonitorStore::held)
                .all();
    }

    /** Writes what a look came to and gives the monitor back. Empty when the claim was lost. */
    Mono<Held> finish(Held held, MonitorState after, Duration every) {
        return written(
                held,
                database.sql("""
                UPDATE monitor SET state = CAST(:state AS jsonb), pending = NULL, looked_at = :now,
                    next_look_at = :next, leased_until = NULL, leased_by = NULL
                WHERE monitor_key = :key AND fence = :fence
                """)
                        .bind("state", json(after))
                        .bind("now", held.now())
                        .bind("next", held.now().plus(every)));
    }

    /** Writes the state together with the alerts that it caused, and keeps the monitor. Empty when the claim was lost. */
    Mono<Held> decide(Held held, MonitorState after, List<Signal> alerts) {
        return written(
                held,
                database.sql("""
                UPDATE monitor SET state = CAST(:state AS jsonb), pending = :pending, looked_at = :now,
                    leased_until = clock_timestamp() + lease_millis * interval '1 millisecond'
                WHERE monitor_key = :key AND fence = :fence
                """)
                        .bind("state", json(after))
                        .bind("pending", Wire.JSON.writeValueAsString(alerts.toArray(Signal[]::new)))
                        .bind("now", held.now()));
    }

    /** Kafka has the alerts: gives the monitor back. */
    Mono<Held> told(Held held, Duration every) {
        return written(held, database.sql("""
                UPDATE monitor SET pending = NULL, next_look_at = :next, leased_until = NULL, leased_by = NULL
                WHERE monitor_key = :key AND fence = :fence
                """).bind("next", held.now().plus(every)));
    }

    /** Gives it back as it is, to be taken again after a pause. */
    Mono<Held> giveBack(Held held, Duration pause) {
        return written(held, database.sql("""
                UPDATE monitor SET leased_until = NULL, leased_by = NULL,
                    next_look_at = clock_timestamp() + :pauseMillis * interval '1 millisecond'
                WHERE monitor_key = :key AND fence = :fence
                """).bind("pauseMillis", pause.toMillis()));
    }

    Mono<Held> forget(Held held) {
        return written(held, database.sql("DELETE FROM monitor WHERE monitor_key = :key AND fence = :fence"));
    }

    /** Somebody called. An alert that it was missing ends with the next look, which is due at once. */
    public Mono<Boolean> beat(Watched heartbeat) {
        return know(List.of(heartbeat))
                .then(database.sql("""
                        UPDATE monitor SET beat_at = clock_timestamp(), next_look_at = CASE
                            WHEN state -> 'raised' IS NULL THEN next_look_at ELSE clock_timestamp() END
                        WHERE monitor_key = :key
                        """).bind("key", heartbeat.key()).fetch().rowsUpdated())
                .map(rows -> rows == 1);
    }

    /** How late the latest of these is, in seconds; those under way are not late. */
    Mono<Double> overdueSeconds(Collection<String> keys) {
        return database.sql("""
                SELECT CAST(coalesce(max(extract(epoch FROM clock_timestamp() - next_look_at)), 0) AS float8) AS late
                FROM monitor
                WHERE monitor_key = ANY(CAST(:keys AS text[]))
                  AND (leased_until IS NULL OR leased_until <= clock_timestamp())
                """)
                .bind("keys", keys.toArray(String[]::new))
                .map(row -> Math.max(0, Objects.requireNonNull(row.get("late", Double.class))))
                .one();
    }

    private static Mono<Held> written(Held held, DatabaseClient.GenericExecuteSpec sql) {
        return sql.bind("key", held.key())
                .bind("fence", held.fence())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .map(_ -> held);
    }

    private static Held held(Readable row) {
        String pending = row.get("pending", String.class);
        return new Held(
                Objects.requireNonNull(row.get("monitor_key", String.class)),
                Objects.requireNonNull(row.get("fence", Long.class)),
                Wire.JSON.readValue(Objects.requireNonNull(row.get("state", String.class)), MonitorState.class),
                pending == null ? List.of() : List.of(Wire.JSON.readValue(pending, Signal[].class)),
                Objects.requireNonNull(row.get("waiting_since", Instant.class)),
                Objects.requireNonNull(row.get("claimed_at", Instant.class)));
    }

    private static String json(MonitorState state) {
        return Wire.JSON.writeValueAsString(state);
    }
}
