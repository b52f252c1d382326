package dev.firebreak.notifier.message;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.obligation.Settled;
import dev.firebreak.notifier.obligation.Transition;
import dev.firebreak.notifier.subject.Columns;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The obligations that are met by messages, as a queue for each incident and receiver. */
class MessageStore {
    /** Longer than a call with its second try can take. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String OWED = "proof = 'EVENT' and state in ('PENDING', 'SENDING')";
    private static final String FREE = "(claimed_until is null or claimed_until < clock_timestamp())";
    private static final String COLUMNS =
            "id, incident_id, told_to, lane, transition, words, occurred_at, attempts, held_until, fence";

    /** Nothing older is owed to the same receiver about the same incident. */
    private static final String IS_HEAD = """
            not exists (select 1 from obligation before
                where before.incident_id = head.incident_id and before.receiver = head.receiver
                  and before.position < head.position and before.vendor = head.vendor
                  and before.proof = 'EVENT' and before.state in ('PENDING', 'SENDING'))""";

    private final DatabaseClient database;

    MessageStore(DatabaseClient database) {
        this.database = database;
    }

    /** The queue that is to go first, whole and locked; empty when nothing is due. */
    Mono<List<Message>> mostUrgent(String lane) {
        return database.sql("""
                        select incident_id, receiver from obligation head
                        where lane = :lane and %s and %s and due_at <= clock_timestamp() and %s
                        order by rank, position
                        limit 1 for update skip locked""".formatted(OWED, FREE, IS_HEAD))
                .bind("lane", lane)
                .map(row -> new Head(
                        Columns.required(row, "incident_id", UUID.class),
                        Columns.required(row, "receiver", String.class)))
                .one()
                .flatMap(head -> database.sql("""
                                select %s from obligation
                                where incident_id = :incident and receiver = :receiver and lane = :lane and %s
                                order by position for update""".formatted(COLUMNS, OWED))
                        .bind("incident", head.incident())
                        .bind("receiver", head.receiver())
                        .bind("lane", lane)
                        .map(MessageStore::message)
                        .all()
                        .collectList());
    }

    private record Head(UUID incident, String receiver) {}

    /** Other openings that the same receiver waits for, about the same service, and that are not over yet; locked. */
    Flux<Message> alike(Message opening, int most) {
        return database.sql("""
                        select %s from obligation head
                        where lane = :lane and receiver = :receiver and transition = 'opened' and incident_id <> :incident
                          and %s and %s and due_at <= clock_timestamp()
                          and (select snapshot ->> 'system' || '/' || (snapshot ->> 'service') from subject
                                where incident_id = head.incident_id)
                            = (select snapshot ->> 'system' || '/' || (snapshot ->> 'service') from subject
                                where incident_id = :incident)
                          and not exists (select 1 from obligation over
                            where over.incident_id = head.incident_id and over.receiver = head.receiver
                              and over.transition like 'resolved%%' and over.state in ('PENDING', 'SENDING'))
                        order by rank, position
                        limit :most for update skip locked""".formatted(COLUMNS, OWED, FREE))
                .bind("lane", opening.lane())
                .bind("receiver", opening.receiver().name())
                .bind("incident", opening.incidentId().value())
                .bind("most", most)
                .map(MessageStore::message)
                .all();
    }

    /** All that waited until the receiver's quiet hours were over, in order for each incident; locked. */
    Flux<Message> heldOver(Message one, int most) {
        return database.sql("""
                        select %s from obligation
                        where lane = :lane and receiver = :receiver and held_until is not null and due_at <= clock_timestamp()
                          and %s and %s
                        order by rank, incident_id, position limit :most for update skip locked""".formatted(COLUMNS, OWED, FREE))
                .bind("lane", one.lane())
                .bind("receiver", one.receiver().name())
                .bind("most", most)
                .map(MessageStore::message)
                .all();
    }

    /** In the order given. */
    Flux<Message> claim(List<Message> messages) {
        return database.sql("""
                        with claimed as (
                            update obligation set state = 'SENDING', attempts = attempts + 1, fence = fence + 1,
                                claimed_until = clock_timestamp() + :lease * interval '1 millisecond'
                            where id = any(:ids) returning %s)
                        select * from claimed order by array_position(:ids, id)""".formatted(COLUMNS))
                .bind("lease", LEASE.toMillis())
                .bind("ids", ids(messages))
                .map(MessageStore::message)
                .all();
    }

    Mono<Void> overtaken(List<Message> messages) {
        if (messages.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        update obligation set state = 'SUPERSEDED', settled_at = clock_timestamp(), claimed_until = null,
                            reason = 'it was over before this could be told'
                        where id = any(:ids)""").bind("ids", ids(messages)).then();
    }

    Flux<Settled> sent(List<Message> messages, String detail) {
        return ended(messages, """
                        state = 'SENT', settled_at = clock_timestamp(), claimed_until = null, reason = null, detail = :word
                        """, "returning incident_id, receiver, transition, occurred_at, settled_at")
                .bind("word", detail)
                .map(row -> {
                    Instant settledAt = Columns.required(row, "settled_at", Instant.class);
                    return new Settled(
                            new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                            Columns.required(row, "receiver", String.class),
                            Columns.required(row, "transition", String.class),
                            settledAt,
                            Duration.between(Columns.required(row, "occurred_at", Instant.class), settledAt));
                })
                .all();
    }

    /** @param isThrottled to be asked for less does not count as a try */
    Mono<Void> later(List<Message> messages, Duration delay, boolean isThrottled, String reason) {
        return ended(messages, """
                        state = 'PENDING', claimed_until = null, reason = :word,
                            attempts = case when :throttled then greatest(1, attempts - 1) else attempts end,
                            due_at = clock_timestamp() + :delay * interval '1 millisecond'""", "")
                .bind("word", reason)
                .bind("throttled", isThrottled)
                .bind("delay", delay.toMillis())
                .then();
    }

    Mono<Void> refused(List<Message> messages, String reason) {
        return ended(
                        messages,
                        "state = 'FAILED', settled_at = clock_timestamp(), claimed_until = null, reason = :word",
                        "")
                .bind("word", reason)
                .then();
    }

    private DatabaseClient.GenericExecuteSpec ended(List<Message> messages, String set, String returning) {
        return database.sql("""
                        update obligation set %s
                        from unnest(:ids, :fences) as mine (of, claim)
                        where id = mine.of and fence = mine.claim and state = 'SENDING' %s""".formatted(set, returning))
                .bind("ids", ids(messages))
                .bind("fences", messages.stream().map(Message::fence).toArray(Long[]::new));
    }

    /** What was refused about open incidents: somebody may have corrected what was wrong. */
    Mono<Long> retryFailed(String vendor) {
        return database.sql("""
                        update obligation set state = 'PENDING', due_at = clock_timestamp(), settled_at = null
                        where state = 'FAILED' and vendor = :vendor
                          and incident_id in (select incident_id from subject where open)""").bind("vendor", vendor).fetch().rowsUpdated();
    }

    /** How long until something of the lane is due, zero when it is now; empty when nothing is. */
    Mono<Duration> untilDue(String lane) {
        return database.sql("""
                        select ceil(extract(epoch from min(greatest(due_at, claimed_until)) - clock_timestamp()) * 1000)::bigint as millis
                        from obligation head where lane = :lane and %s and %s
                        having count(*) > 0""".formatted(OWED, IS_HEAD))
                .bind("lane", lane)
                .map(row -> Duration.ofMillis(Math.max(0, Columns.required(row, "millis", Long.class))))
                .one();
    }

    Flux<String> lanesWithWork(String vendor) {
        return database.sql("""
                        select distinct lane from obligation
                        where vendor = :vendor and %s and %s and due_at <= clock_timestamp()""".formatted(OWED, FREE))
                .bind("vendor", vendor)
                .map(row -> Columns.required(row, "lane", String.class))
                .all();
    }

    private static UUID[] ids(List<Message> messages) {
        return messages.stream().map(Message::id).toArray(UUID[]::new);
    }

    private static Message message(Readable row) {
        return new Message(
                Columns.required(row, "id", UUID.class),
                new IncidentId(Columns.required(row, "incident_id", UUID.class)),
                Columns.requiredJson(row, "told_to", Receiver.class),
                Columns.required(row, "lane", String.class),
                Transition.parse(Columns.required(row, "transition", String.class)),
                row.get("words", String.class),
                Columns.required(row, "occurred_at", Instant.class),
                Columns.required(row, "attempts", Integer.class),
                row.get("held_until", Instant.class) != null,
                Columns.required(row, "fence", Long.class));
    }
}
