package dev.firebreak.notifier.watchdog;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.obligation.Rank;
import dev.firebreak.notifier.subject.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls for help past their deadline, by the database's clock. */
class LateStore {
    private static final int MOST = 100;
    private static final String UNPROVEN = "o.state in ('PENDING', 'SENDING', 'FAILED') and o.rank < " + Rank.CAN_WAIT
            + " and o.transition not like 'undelivered%'";

    private final DatabaseClient database;

    LateStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Those to raise, locked, and marked as raised. A receiver that was raised and is still not proven to hear anything
     * is not raised again, or a vendor that is down would be called on for ever. That somebody has taken the incident
     * makes its opening no longer urgent.
     */
    Flux<Late> raise() {
        return database.sql("""
                        with late as (
                            select o.id from obligation o join subject s using (incident_id)
                            where %s and o.raised_at is null and s.open and s.snapshot is not null
                              and (o.deadline < clock_timestamp() or o.state = 'FAILED')
                              and (s.snapshot ->> 'acknowledgedAt' is null or o.transition like 'escalated%%')
                              and not exists (select 1 from obligation before
                                where before.incident_id = o.incident_id and before.receiver = o.receiver
                                  and before.raised_at is not null and before.state in ('PENDING', 'SENDING', 'FAILED'))
                            order by o.rank, o.deadline limit :most for update of o skip locked)
                        update obligation set raised_at = clock_timestamp() from late where obligation.id = late.id
                        returning obligation.id, incident_id, receiver, reason, state, version, fact_id, rank, occurred_at, raised_at""".formatted(UNPROVEN))
                .bind("most", MOST)
                .map(row -> new Late(
                        Columns.required(row, "id", UUID.class),
                        new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                        Columns.required(row, "receiver", String.class),
                        row.get("reason", String.class),
                        Columns.required(row, "state", String.class).equals("FAILED"),
                        Columns.required(row, "version", Long.class),
                        Columns.required(row, "fact_id", UUID.class),
                        Columns.required(row, "rank", Integer.class),
                        Columns.required(row, "occurred_at", Instant.class),
                        Columns.required(row, "raised_at", Instant.class)))
                .all();
    }

    /** Calls late by so much that nobody was told of in their place either. */
    Mono<Long> unheard(Duration grace) {
        return database.sql("""
                        select count(*) as unheard from obligation o join subject s using (incident_id)
                        where %s and s.open and o.deadline < clock_timestamp() - :grace * interval '1 millisecond'
                          and (s.snapshot ->> 'acknowledgedAt' is null or o.transition like 'escalated%%')
                          and not exists (select 1 from obligation instead
                            where instead.incident_id = o.incident_id and instead.transition like 'undelivered%%'
                              and instead.state = 'SENT')""".formatted(UNPROVEN))
                .bind("grace", grace.toMillis())
                .map(row -> Columns.required(row, "unheard", Long.class))
                .one();
    }
}
