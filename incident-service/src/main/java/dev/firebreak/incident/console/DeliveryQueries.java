package dev.firebreak.incident.console;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who spoke to us, whom we reached, and what waits. */
@Component
class DeliveryQueries {
    private static final int LOOKED_THROUGH = 3_000;

    record Source(String name, Instant lastSeen, long today) {}

    /** @param waiting facts and commands that Kafka does not have yet */
    record Waiting(long waiting, @Nullable Instant since, long overdue, long letters) {}

    record Calls(List<Reached> reached, List<Unproven> unproven) {}

    /** @param slowest from the fact to the receiver's answer */
    record Reached(String receiver, long messages, Instant last, Duration slowest) {}

    /** A receiver that the incident's policy has called, and of whom no proof has come that it took the message. */
    record Unproven(long incident, String title, String receiver, Instant since) {}

    /** An incident, as far as it has to be named. */
    record Subject(long number, String title) {}

    private final DatabaseClient database;

    DeliveryQueries(DatabaseClient database) {
        this.database = database;
    }

    /** Those of the last week, the longest silent first. */
    Mono<List<Source>> sources(Instant dayAgo) {
        return database.sql("""
                        select source, max(received_at) as last, count(*) filter (where received_at >= :dayAgo) as today
                        from alert_trace where received_at >= :weekAgo group by source order by 2""")
                .bind("weekAgo", dayAgo.minus(Duration.ofDays(6)))
                .bind("dayAgo", dayAgo)
                .map(row -> new Source(text(row, "source"), at(row, "last"), count(row, "today")))
                .all()
                .collectList();
    }

    Mono<Waiting> waiting() {
        return database.sql("""
                        select (select count(*) from event_log where published_at is null) as waiting,
                            (select min(occurred_at) from event_log where published_at is null) as since,
                            (select count(*) from incident
                                where next_due_at < clock_timestamp() - interval '10 seconds') as overdue,
                            (select count(*) from dead_letter where state = 'open') as letters""")
                .map(row -> new Waiting(
                        count(row, "waiting"),
                        row.get("since", Instant.class),
                        count(row, "overdue"),
                        count(row, "letters")))
                .one();
    }

    /** Those that are known here, by their ids. */
    Mono<Map<UUID, Subject>> subjects(Collection<UUID> incidents) {
        return database.sql("select id, number, snapshot ->> 'title' as title from incident where id = any(:ids)")
                .bind("ids", incidents.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        new Subject(count(row, "number"), text(row, "title"))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Who was called and who was reached, by what the newest entries of all logs tell. */
    Mono<Calls> calls() {
        return database.sql("""
                        select value::text as value from (
                            select type, value, written_by, position from event_log where topic = 'firebreak.incidents'
                            order by written_by desc nulls last, position desc limit :limit) newest
                        where type in ('incident.escalated.v1', 'incident.notificationDelivered.v1')
                        order by written_by nulls first, position""")
                .bind("limit", LOOKED_THROUGH)
                .map(row -> Wire.read(text(row, "value").getBytes(StandardCharsets.UTF_8), IncidentFact.class))
                .all()
                .collectList()
                .map(DeliveryQueries::calls);
    }

    /** @param facts in their order */
    static Calls calls(List<IncidentFact> facts) {
        Map<String, Reached> reached = new TreeMap<>();
        Map<List<Object>, Unproven> unproven = new LinkedHashMap<>();
        for (IncidentFact fact : facts) {
            Incident incident = fact.incident();
            if (fact.event() instanceof IncidentEvent.Escalated escalated) {
                escalated
                        .receivers()
                        .forEach(receiver -> unproven.putIfAbsent(
                                List.of(incident.id(), receiver.name()),
                                new Unproven(incident.number(), incident.title(), receiver.name(), fact.occurredAt())));
            } else if (fact.event() instanceof IncidentEvent.NotificationDelivered delivered) {
                add(reached, delivered);
                unproven.remove(List.of(incident.id(), delivered.receiver()));
            }
        }
        return new Calls(List.copyOf(reached.values()), List.copyOf(unproven.values()));
    }

    private static void add(Map<String, Reached> all, IncidentEvent.NotificationDelivered one) {
        all.merge(
                one.receiver(),
                new Reached(one.receiver(), 1, one.deliveredAt(), one.after()),
                (known, more) -> new Reached(
                        known.receiver(),
                        known.messages() + 1,
                        known.last().isAfter(more.last()) ? known.last() : more.last(),
                        known.slowest().compareTo(more.slowest()) > 0 ? known.slowest() : more.slowest()));
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static Instant at(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
