package dev.firebreak.notifier.slack;

import dev.firebreak.model.Ids;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.slack.card.ThreadLine;
import dev.firebreak.notifier.subject.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The lines of each incident's story, and which of them each card's thread has. */
class ThreadStore {
    private static final int READ_AT_ONCE = 50;

    private final DatabaseClient database;

    ThreadStore(DatabaseClient database) {
        this.database = database;
    }

    /** What a fact adds to its incident's story. */
    record Said(IncidentId incident, UUID factId, ThreadLine line) {}

    /** @return those facts that had no line yet */
    Mono<Set<UUID>> add(List<Said> said) {
        if (said.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql("""
                        insert into thread_line (incident_id, fact_id, text, broadcast)
                        select incident, fact, text, broadcast from unnest(:incidents, :facts, :texts, :broadcasts)
                            with ordinality as said (incident, fact, text, broadcast, place)
                        order by place on conflict do nothing returning fact_id""")
                .bind("incidents", Columns.array(said, one -> one.incident().value(), UUID[]::new))
                .bind("facts", Columns.array(said, Said::factId, UUID[]::new))
                .bind("texts", Columns.array(said, one -> one.line().text(), String[]::new))
                .bind("broadcasts", Columns.array(said, one -> one.line().broadcast(), Boolean[]::new))
                .map(row -> Columns.required(row, "fact_id", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What goes into the thread next. A batch that is in doubt comes again as it was, before anything else. */
    Mono<Optional<Batch>> due(CardRow card) {
        return database.sql("""
                        select line.fact_id, line.text, line.broadcast, posted.batch, posted.sending_since
                        from thread_line line left join posted_line posted
                            on posted.incident_id = line.incident_id and posted.fact_id = line.fact_id
                            and posted.receiver = :receiver
                        where line.incident_id = :incident and (posted.state is null or posted.state = 'SENDING')
                        order by posted.batch is null, line.position limit :limit""")
                .bind("receiver", card.receiver())
                .bind("incident", card.incidentId().value())
                .bind("limit", READ_AT_ONCE)
                .map(row -> new Due(
                        new Batch.Entry(
                                Columns.required(row, "fact_id", UUID.class),
                                new ThreadLine(
                                        Columns.required(row, "text", String.class),
                                        Columns.required(row, "broadcast", Boolean.class))),
                        row.get("batch", UUID.class),
                        row.get("sending_since", Instant.class)))
                .all()
                .collectList()
                .map(ThreadStore::batch);
    }

    private static Optional<Batch> batch(List<Due> due) {
        if (due.isEmpty()) {
            return Optional.empty();
        }
        UUID inDoubt = due.getFirst().batch();
        if (inDoubt == null) {
            return Optional.of(Batch.of(Ids.next(), due.stream().map(Due::entry).toList()));
        }
        List<Batch.Entry> entries = due.stream()
                .filter(line -> inDoubt.equals(line.batch()))
                .map(Due::entry)
                .toList();
        return Optional.of(new Batch(inDoubt, entries, due.getFirst().sendingSince()));
    }

    /** Before the batch leaves: from here on its lines may be in the thread. */
    Mono<Void> sending(CardRow card, Batch batch) {
        return database.sql("""
                        insert into posted_line (incident_id, receiver, fact_id, batch, state)
                        select :incident, :receiver, fact, :batch, 'SENDING' from unnest(:facts::uuid[]) as fact
                        on conflict do nothing""")
                .bind("incident", card.incidentId().value())
                .bind("receiver", card.receiver())
                .bind("batch", batch.id())
                .bind("facts", batch.factIds().toArray(UUID[]::new))
                .then();
    }

    /** The batch did not arrive for sure: its lines are free again. */
    Mono<Void> notSent(CardRow card, Batch batch) {
        return database.sql(
                        "delete from posted_line where incident_id = :incident and receiver = :receiver and batch = :batch")
                .bind("incident", card.incidentId().value())
                .bind("receiver", card.receiver())
                .bind("batch", batch.id())
                .then();
    }

    /** @param state SENT, or FAILED when Slack will never take them */
    Mono<Void> finished(CardRow card, Batch batch, String state) {
        Mono<Long> lines = database.sql("""
                        update posted_line set state = :state
                        where incident_id = :incident and receiver = :receiver and batch = :batch and state = 'SENDING'""")
                .bind("state", state)
                .bind("incident", card.incidentId().value())
                .bind("receiver", card.receiver())
                .bind("batch", batch.id())
                .fetch()
                .rowsUpdated();
        return lines.flatMap(done -> database.sql("""
                        update card set lines_done = lines_done + :done, attempts = 0,
                            claimed_until = case when fence = :fence then null else claimed_until end
                        where incident_id = :incident and receiver = :receiver""")
                .bind("done", done)
                .bind("fence", card.fence())
                .bind("incident", card.incidentId().value())
                .bind("receiver", card.receiver())
                .then());
    }

    /** Nothing is left to say, whatever the counts say. */
    Mono<Void> complete(CardRow card) {
        return database.sql("""
                        update card set lines_done = lines_wanted
                        where incident_id = :incident and receiver = :receiver and fence = :fence""")
                .bind("incident", card.incidentId().value())
                .bind("receiver", card.receiver())
                .bind("fence", card.fence())
                .then();
    }

    private record Due(
            Batch.Entry entry,
            @Nullable UUID batch,
            @Nullable Instant sendingSince) {}
}
