package dev.firebreak.notifier.obligation;

import dev.firebreak.notifier.subject.Columns;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What is owed, for people to read: the same that {@link ObligationMetrics} counts. */
class OwedStore {
    private final DatabaseClient database;

    OwedStore(DatabaseClient database) {
        this.database = database;
    }

    /** Refused or late first, among both calls for help before news, the worst before the rest. */
    Mono<Owed.Part> worstFirst(int skip, int limit) {
        return database.sql("""
                        select o.id, o.incident_id, o.transition, o.receiver, o.vendor, o.occurred_at, o.deadline,
                            case o.state when 'FAILED' then 'refused' when 'SENDING' then 'sending'
                                else 'waiting' end as state,
                            greatest(o.attempts, case when o.proof <> 'EVENT' then card.attempts end) as attempts,
                            case when o.state = 'PENDING' then greatest(lane.blocked_until, case o.proof
                                when 'CARD' then coalesce(card.due_at, o.due_at)
                                when 'REPLY' then coalesce(card.reply_due_at, o.due_at)
                                else o.due_at end) end as next_try_at,
                            coalesce(o.reason, case when o.proof <> 'EVENT' then card.failure end) as reason
                        from obligation o
                            left join subject on subject.incident_id = o.incident_id
                            left join card on card.incident_id = o.incident_id and card.receiver = o.receiver
                            left join lane on lane.name = o.lane
                        where o.state in ('PENDING', 'SENDING') or (o.state = 'FAILED' and subject.open)
                        order by (o.state = 'FAILED' or o.deadline < clock_timestamp()) desc, o.rank, o.deadline, o.position
                        limit :limit offset :skip""")
                .bind("limit", limit + 1)
                .bind("skip", skip)
                .map(OwedStore::read)
                .all()
                .collectList()
                .map(found -> part(found, limit));
    }

    private static Owed.Part part(List<Owed> found, int limit) {
        return new Owed.Part(found.stream().limit(limit).toList(), found.size() > limit);
    }

    private static Owed read(Readable row) {
        return new Owed(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "incident_id", UUID.class),
                Columns.required(row, "transition", String.class),
                Columns.required(row, "receiver", String.class),
                Columns.required(row, "vendor", String.class),
                Columns.required(row, "state", String.class),
                Columns.required(row, "occurred_at", Instant.class),
                Columns.required(row, "deadline", Instant.class),
                Columns.required(row, "attempts", Integer.class),
                row.get("next_try_at", Instant.class),
                row.get("reason", String.class));
    }
}
