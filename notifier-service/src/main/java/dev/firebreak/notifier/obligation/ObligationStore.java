package dev.firebreak.notifier.obligation;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.subject.Columns;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is owed, in PostgreSQL. Every method belongs into a transaction of the caller's. */
public class ObligationStore {
    private final DatabaseClient database;

    public ObligationStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Known> known(IncidentId incident) {
        return database.sql("""
                        select receiver, transition,
                            case when vendor = 'statuspage' and transition = 'opened' then told_to end as page
                        from obligation where incident_id = :incident""")
                .bind("incident", incident.value())
                .map(row -> new Row(
                        new Duty.Known(
                                Columns.required(row, "receiver", String.class),
                                Columns.required(row, "transition", String.class)),
                        Columns.json(row, "page", Receiver.class)))
                .all()
                .collectList()
                .map(rows -> new Known(
                        rows.stream().map(Row::known).collect(Collectors.toUnmodifiableSet()),
                        rows.stream()
                                .flatMap(row -> Stream.ofNullable(row.page()))
                                .toList()));
    }

    private record Row(Duty.Known known, @Nullable Receiver page) {}

    /**
     * Who was told, or is about to be, what already.
     *
     * @param pages the status pages among them, also those that a runbook told
     */
    record Known(Set<Duty.Known> told, List<Receiver> pages) {
        static final Known NOTHING = new Known(Set.of(), List.of());
    }

    /** It was told already, by somebody else: from now on it is told how it goes on. */
    Mono<Void> addTold(Obligation obligation) {
        return add(obligation)
                .then(database.sql("""
                                update obligation set state = 'SENT', settled_at = clock_timestamp(), detail = 'told by the runbook'
                                where id = :id""").bind("id", obligation.id()).then());
    }

    /** What is owed already stays as it is. */
    public Mono<Void> add(List<Obligation> obligations) {
        return Flux.fromIterable(obligations).concatMap(this::add).then();
    }

    private Mono<Void> add(Obligation obligation) {
        return database.sql("""
                        insert into obligation
                            (id, incident_id, transition, receiver, vendor, lane, proof, version, fact_id, occurred_at, deadline,
                             told_to, rank, words, held_until, due_at)
                        values (:id, :incident, :transition, :receiver, :vendor, :lane, :proof, :version, :fact, :occurred, :deadline,
                             :to, :rank, :words, :held, coalesce(:held, clock_timestamp()))
                        on conflict (incident_id, transition, receiver) do nothing""")
                .bind("id", obligation.id())
                .bind("incident", obligation.incidentId().value())
                .bind("transition", obligation.transition().text())
                .bind("receiver", obligation.receiver().name())
                .bind("vendor", obligation.vendor())
                .bind("lane", obligation.lane())
                .bind("proof", obligation.proof().name())
                .bind("version", obligation.version())
                .bind("fact", obligation.factId())
                .bind("occurred", obligation.occurredAt())
                .bind("deadline", obligation.deadline())
                .bind("to", Columns.json(obligation.receiver()))
                .bind("rank", obligation.rank())
                .bind("words", Parameters.in(R2dbcType.VARCHAR, obligation.words()))
                .bind("held", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, obligation.heldUntil()))
                .then();
    }

    /** Whoever was left in peace about the incident is told now. */
    Mono<Void> release(IncidentId incident) {
        return database.sql("""
                        update obligation set deadline = deadline - (held_until - clock_timestamp()), due_at = clock_timestamp(),
                            held_until = null
                        where incident_id = :incident and held_until > clock_timestamp() and state = 'PENDING'""").bind("incident", incident.value()).then();
    }

    /** What a card tells its receiver that shows this version. */
    public record Told(IncidentId incident, String receiver, long version) {}

    /** Cards that show these versions are about to be sent. */
    public Mono<Void> sendingCards(List<Told> told) {
        if (told.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        update obligation o set state = 'SENDING', attempts = attempts + 1
                        from unnest(:incidents, :receivers, :versions) as t (incident, receiver, version)
                        where o.incident_id = t.incident and o.receiver = t.receiver and o.proof = 'CARD'
                          and o.state in ('PENDING', 'SENDING') and o.version <= t.version""")
                .bind(
                        "incidents",
                        told.stream().map(one -> one.incident().value()).toArray(UUID[]::new))
                .bind("receivers", told.stream().map(Told::receiver).toArray(String[]::new))
                .bind("versions", told.stream().map(Told::version).toArray(Long[]::new))
                .then();
    }

    /** The card stands as this version wants it, which tells everything up to there. */
    public Flux<Settled> settleByCard(IncidentId incident, String receiver, long version, String detail) {
        return settled(database.sql("""
                        update obligation set state = 'SENT', settled_at = clock_timestamp(), detail = :detail, reason = null
                        where incident_id = :incident and receiver = :receiver and proof = 'CARD'
                          and state in ('PENDING', 'SENDING', 'FAILED') and version <= :version
                        returning id, incident_id, receiver, transition, occurred_at, settled_at""")
                .bind("incident", incident.value())
                .bind("receiver", receiver)
                .bind("version", version)
                .bind("detail", detail));
    }

    public Flux<Settled> settleByReply(IncidentId incident, String receiver, Collection<UUID> facts, String detail) {
        return settled(database.sql("""
                        update obligation set state = 'SENT', settled_at = clock_timestamp(), detail = :detail, reason = null
                        where incident_id = :incident and receiver = :receiver and proof = 'REPLY'
                          and state in ('PENDING', 'SENDING', 'FAILED') and fact_id = any(:facts)
                        returning id, incident_id, receiver, transition, occurred_at, settled_at""")
                .bind("incident", incident.value())
                .bind("receiver", receiver)
                .bind("facts", facts.toArray(UUID[]::new))
                .bind("detail", detail));
    }

    /** The card could not be sent; what it would have told waits for the next try. */
    public Mono<Void> cardWaits(IncidentId incident, String receiver, String reason) {
        return database.sql("""
                        update obligation set state = 'PENDING', reason = :reason
                        where incident_id = :incident and receiver = :receiver and proof = 'CARD' and state = 'SENDING'""")
                .bind("incident", incident.value())
                .bind("receiver", receiver)
                .bind("reason", reason)
                .then();
    }

    /** The vendor will never take it as things are. */
    public Mono<Long> fail(IncidentId incident, String receiver, Obligation.Proof proof, long version, String reason) {
        return database.sql("""
                        update obligation set state = 'FAILED', settled_at = clock_timestamp(), reason = :reason
                        where incident_id = :incident and receiver = :receiver and proof = :proof
                          and state in ('PENDING', 'SENDING') and version <= :version""")
                .bind("incident", incident.value())
                .bind("receiver", receiver)
                .bind("proof", proof.name())
                .bind("version", version)
                .bind("reason", reason)
                .fetch()
                .rowsUpdated();
    }

    private static Flux<Settled> settled(DatabaseClient.GenericExecuteSpec update) {
        return update.map(row -> {
                    Instant occurredAt = Columns.required(row, "occurred_at", Instant.class);
                    Instant settledAt = Columns.required(row, "settled_at", Instant.class);
                    return new Settled(
                            new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                            Columns.required(row, "receiver", String.class),
                            Columns.required(row, "transition", String.class),
                            settledAt,
                            Duration.between(occurredAt, settledAt));
                })
                .all();
    }
}
