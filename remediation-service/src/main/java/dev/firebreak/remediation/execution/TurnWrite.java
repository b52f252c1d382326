package dev.firebreak.remediation.execution;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.ledger.LedgerWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes a change down: state, log and ledger in one statement, whole or not at all. */
@Component
class TurnWrite {
    // coalesce keeps the row to be found by its key (decision 0056)
    private static final String SQL =
            """
            WITH held AS (
                UPDATE remediation SET state = :state, seq = :seqAfter, snapshot = CAST(:snapshot AS jsonb),
                    progress = CAST(:progress AS jsonb), finished_at = :finishedAt,
                    acted_at = CASE WHEN :acted THEN coalesce(acted_at, clock_timestamp()) ELSE acted_at END,
                    claimed_by = CASE WHEN NOT :rests THEN claimed_by END,
                    lease_until = CASE WHEN NOT :rests THEN clock_timestamp() + :leaseMillis * interval '1 millisecond' END,
                    next_turn_at = CASE WHEN :rests THEN :restsUntil ELSE next_turn_at END
                WHERE id = :id AND fence = :fence AND version = :version AND seq = :seq
                  AND coalesce(finished_at, 'infinity') = 'infinity'
                RETURNING id),
            """ + LedgerWrite.SQL + """
            , logged AS (
            """ + EventLog.insertIf("exists (select from held)") + """
            )
            SELECT clock_timestamp() AS now FROM held
            """;

    private final DatabaseClient database;
    private final EventLog eventLog;
    private final Journal journal;
    private final Duration lease;

    TurnWrite(DatabaseClient database, EventLog eventLog, Journal journal, ExecutionSettings settings) {
        this.database = database;
        this.eventLog = eventLog;
        this.journal = journal;
        this.lease = settings.lease();
    }

    /** Empty, and nothing is written, when the claim was lost or anything was written since it was read. */
    Mono<Held> write(Held held, Change change) {
        return Mono.defer(() -> {
            long before = System.nanoTime();
            Held after = held.after(change);
            List<Entry> entries = entries(held, change);
            return EventLog.bind(bind(held, after, change), entries)
                    .map(row -> Objects.requireNonNull(row.get("now", Instant.class)))
                    .one()
                    .flatMap(now -> eventLog.told(entries).thenReturn(after.at(now, before)))
                    .doOnNext(written -> journal.wrote(written, change));
        });
    }

    private static List<Entry> entries(Held held, Change change) {
        Remediation after = held.remediation();
        long seq = held.seq();
        List<Entry> entries = new ArrayList<>();
        for (RemediationEvent event : change.events()) {
            after = Projection.after(after, event, held.now());
            seq++;
            entries.add(Entry.of(new RemediationFact(
                    EventId.next(), seq, held.now(), Actor.FIREBREAK, after.catalogVersion(), event, after)));
        }
        return entries;
    }

    private GenericExecuteSpec bind(Held held, Held after, Change change) {
        Remediation remediation = after.remediation();
        @Nullable Resting rest = change.rest();
        GenericExecuteSpec sql = database.sql(SQL)
                .bind("id", remediation.id().value())
                .bind("fence", held.fence())
                .bind("version", held.version())
                .bind("seq", held.seq())
                .bind("state", remediation.state().name())
                .bind("seqAfter", after.seq())
                .bind("snapshot", Wire.JSON.writeValueAsString(remediation))
                .bind("progress", Wire.JSON.writeValueAsString(after.progress()))
                .bind("acted", change.hasActed())
                .bind("releases", change.hasActed() || remediation.state().isFinished())
                .bind("rests", rest != null)
                .bind("leaseMillis", lease.toMillis())
                .bind("attempts", LedgerWrite.rows(remediation, change.row()));
        return bind(
                bind(sql, "finishedAt", remediation.finishedAt()), "restsUntil", rest == null ? null : rest.until());
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec sql, String name, @Nullable Instant value) {
        return value == null ? sql.bindNull(name, Instant.class) : sql.bind(name, value);
    }
}
