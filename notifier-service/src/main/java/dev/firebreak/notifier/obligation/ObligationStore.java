package dev.firebreak.notifier.obligation;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.subject.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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

    /** Of those that anything is owed for. */
    Mono<Map<IncidentId, Known>> known(Set<IncidentId> incidents) {
        if (incidents.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        select incident_id, receiver, transition,
                            case when vendor = 'statuspage' and transition = 'opened' then told_to end as page
                        from obligation where incident_id = any(:incidents)""")
                .bind("incidents", Columns.array(incidents, IncidentId::value, UUID[]::new))
                .map(row -> new Row(
                        new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                        new Duty.Known(
                                Columns.required(row, "receiver", String.class),
                                Columns.required(row, "transition", String.class)),
                        Columns.json(row, "page", Receiver.class)))
                .all()
                .collect(Collectors.groupingBy(
                        Row::incident, Collectors.collectingAndThen(Collectors.toList(), Known::of)));
    }

    private record Row(
            IncidentId incident, Duty.Known known, @Nullable Receiver page) {}

    /**
     * Who was told, or is about to be, what already.
     *
     * @param pages the status pages among them, also those that a runbook told
     */
    record Known(Set<Duty.Known> told, List<Receiver> pages) {
        static final Known NOTHING = new Known(Set.of(), List.of());

        private static Known of(List<Row> rows) {
            return new Known(
                    rows.stream().map(Row::known).collect(Collectors.toUnmodifiableSet()),
                    rows.stream().flatMap(row -> Stream.ofNullable(row.page())).toList());
        }
    }

    /** It was told already, by somebody else: from now on it is told how it goes on. */
    Mono<Void> addTold(Obligation obligation) {
        return add(List.of(obligation))
                .then(database.sql("""
                                update obligation set state = 'SENT', settled_at = clock_timestamp(), detail = 'told by the runbook'
                                where id = :id""").bind("id", obligation.id()).then());
    }

    /** What is owed already stays as it is. */
    public Mono<Void> add(List<Obligation> obligations) {
        if (obligations.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into obligation
                            (id, incident_id, transition, receiver, vendor, lane, proof, version, fact_id, occurred_at, deadline,
                             told_to, rank, words, held_until, due_at)
                        select id, incident_id, transition, receiver, vendor, lane, proof, version, fact_id,
                            occurred_at::timestamptz, deadline::timestamptz, told_to::jsonb, rank, words,
                            held_until::timestamptz, coalesce(held_until::timestamptz, clock_timestamp())
                        from unnest(:ids, :incidents, :transitions, :receivers, :vendors, :lanes, :proofs, :versions, :facts,
                                :occurred, :deadlines, :to, :ranks, :words, :held)
                            with ordinality as owed (id, incident_id, transition, receiver, vendor, lane, proof, version, fact_id,
                                occurred_at, deadline, told_to, rank, words, held_until, place)
                        order by place
                        on conflict (incident_id, transition, receiver) do nothing""")
                .bind("ids", Columns.array(obligations, Obligation::id, UUID[]::new))
                .bind(
                        "incidents",
                        Columns.array(obligations, owed -> owed.incidentId().value(), UUID[]::new))
                .bind(
                        "transitions",
                        texts(obligations, owed -> owed.transition().text()))
                .bind("receivers", texts(obligations, owed -> owed.receiver().name()))
                .bind("vendors", texts(obligations, Obligation::vendor))
                .bind("lanes", texts(obligations, Obligation::lane))
                .bind("proofs", texts(obligations, owed -> owed.proof().name()))
                .bind("versions", Columns.array(obligations, Obligation::version, Long[]::new))
                .bind("facts", Columns.array(obligations, Obligation::factId, UUID[]::new))
                .bind("occurred", texts(obligations, owed -> owed.occurredAt().toString()))
                .bind("deadlines", texts(obligations, owed -> owed.deadline().toString()))
                .bind("to", texts(obligations, owed -> Wire.JSON.writeValueAsString(owed.receiver())))
                .bind("ranks", Columns.array(obligations, Obligation::rank, Integer[]::new))
                .bind("words", texts(obligations, Obligation::words))
                .bind("held", texts(obligations, owed -> Columns.text(owed.heldUntil())))
                .then();
    }

    private static String[] texts(
            List<Obligation> obligations, Function<Obligation, ? extends @Nullable String> column) {
        return Columns.array(obligations, column, String[]::new);
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
        return bind(database.sql("""
                        update obligation o set state = 'SENDING', attempts = attempts + 1
                        from unnest(:incidents, :receivers, :versions) as t (incident, receiver, version)
                        where o.incident_id = t.incident and o.receiver = t.receiver and o.proof = 'CARD'
                          and o.state in ('PENDING', 'SENDING') and o.version <= t.version"""), told).then();
    }

    /** The card stands as this version wants it, which tells everything up to there. */
    public Flux<Settled> settleByCard(IncidentId incident, String receiver, long version, String detail) {
        return settleByCards(List.of(new Told(incident, receiver, version)), detail);
    }

    /** The same for many that one message told. */
    public Flux<Settled> settleByCards(List<Told> told, String detail) {
        return settled(bind(database.sql("""
                        update obligation o set state = 'SENT', settled_at = clock_timestamp(), detail = :detail, reason = null
                        from unnest(:incidents, :receivers, :versions) as t (incident, receiver, version)
                        where o.incident_id = t.incident and o.receiver = t.receiver and o.proof = 'CARD'
                          and o.state in ('PENDING', 'SENDING', 'FAILED') and o.version <= t.version
                        returning o.id, o.incident_id, o.receiver, o.transition, o.occurred_at, o.settled_at"""), told).bind("detail", detail));
    }

    private static DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec sql, List<Told> told) {
        return sql.bind(
                        "incidents",
                        told.stream().map(one -> one.incident().value()).toArray(UUID[]::new))
                .bind("receivers", told.stream().map(Told::receiver).toArray(String[]::new))
                .bind("versions", told.stream().map(Told::version).toArray(Long[]::new));
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
