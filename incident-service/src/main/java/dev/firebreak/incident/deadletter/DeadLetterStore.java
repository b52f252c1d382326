package dev.firebreak.incident.deadletter;

import dev.firebreak.model.Actor;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Dead letters in PostgreSQL. What is discarded stays to be looked at, and cannot be replayed. */
@Component
public class DeadLetterStore {
    private static final TypeReference<Map<String, byte[]>> HEADERS = new TypeReference<>() {};
    private static final String COLUMNS = """
            number, id, state, topic, partition_number, offset_number, consumer, type, cause, failed_at,
            octet_length(value) as bytes, replay_of, changed_at""";

    private final DatabaseClient database;

    DeadLetterStore(DatabaseClient database) {
        this.database = database;
    }

    /** False when it is here already. */
    Mono<Boolean> add(DeadLetter letter) {
        GenericExecuteSpec spec = database.sql("""
                        insert into dead_letter (id, topic, partition_number, offset_number, consumer, type, cause,
                            failed_at, replay_of, record_key, headers, value)
                        values (:id, :topic, :partition, :offset, :consumer, :type, :cause, :failedAt, :replayOf, :key,
                            cast(:headers as jsonb), :value)
                        on conflict (id) do nothing""")
                .bind("id", letter.id())
                .bind("topic", letter.topic())
                .bind("partition", letter.partition())
                .bind("offset", letter.offset())
                .bind("consumer", letter.consumer())
                .bind("type", letter.type())
                .bind("cause", letter.cause())
                .bind("failedAt", letter.failedAt())
                .bind("headers", Wire.JSON.writeValueAsString(letter.headers()));
        spec = bind(spec, "replayOf", letter.replayOf(), UUID.class);
        spec = bind(spec, "key", letter.key(), byte[].class);
        return bind(spec, "value", letter.value(), byte[].class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Newest first. */
    Mono<List<KeptLetter>> list(LetterFilter filter, long before, int limit) {
        return bind(
                        database.sql("select " + COLUMNS + " from dead_letter where " + filter.condition()
                                + " and number < :before order by number desc limit :limit"),
                        filter.values())
                .bind("before", before)
                .bind("limit", limit)
                .map(DeadLetterStore::kept)
                .all()
                .collectList();
    }

    Mono<KeptLetter> find(UUID id) {
        return database.sql("select " + COLUMNS + " from dead_letter where id = :id")
                .bind("id", id)
                .map(DeadLetterStore::kept)
                .one();
    }

    /** Oldest first, up to and with a number, so that they are sent in the order in which they failed. */
    Mono<List<UUID>> find(LetterFilter filter, long last, int limit) {
        return bind(
                        database.sql("select id from dead_letter where " + filter.condition()
                                + " and number <= :last order by number limit :limit"),
                        filter.values())
                .bind("last", last)
                .bind("limit", limit)
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collectList();
    }

    /** The number of the newest letter; 0 when there is none. */
    Mono<Long> newest() {
        return database.sql("select coalesce(max(number), 0) as newest from dead_letter")
                .map(row -> required(row, "newest", Long.class))
                .one();
    }

    /** With their bytes, those discarded not among them. */
    Flux<DeadLetter> load(List<UUID> ids) {
        return database.sql("""
                        select id, topic, partition_number, offset_number, consumer, type, cause, failed_at, replay_of,
                            record_key, headers::text as headers, value
                        from dead_letter where id = any(:ids) and state <> 'discarded' order by number""")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(DeadLetterStore::letter)
                .all();
    }

    /** Whatever their state: for people who look. */
    Mono<DeadLetter> original(UUID id) {
        return database.sql("""
                        select id, topic, partition_number, offset_number, consumer, type, cause, failed_at, replay_of,
                            record_key, headers::text as headers, value
                        from dead_letter where id = :id""").bind("id", id).map(DeadLetterStore::letter).one();
    }

    /** Not for those that were discarded. */
    Mono<Void> write(List<UUID> ids, LetterAct act) {
        GenericExecuteSpec spec = database.sql("""
                        insert into dead_letter_act (letter_id, act, actor, reason, at)
                        select id, :act, cast(:actor as jsonb), :reason, :at
                        from dead_letter where id = any(:ids) and state <> 'discarded' order by number""")
                .bind("act", act.act())
                .bind("actor", Wire.JSON.writeValueAsString(act.actor()))
                .bind("at", act.at())
                .bind("ids", ids.toArray(UUID[]::new));
        return bind(spec, "reason", act.reason(), String.class).then();
    }

    /** Answers how many there were to change. */
    Mono<Long> become(LetterState state, List<UUID> ids, Instant at) {
        return database.sql("""
                        update dead_letter set state = :state, changed_at = :at
                        where id = any(:ids) and state <> 'discarded'""")
                .bind("state", state.word())
                .bind("at", at)
                .bind("ids", ids.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Oldest first. */
    Flux<LetterAct> acts(UUID id) {
        return database.sql(
                        "select act, actor::text as actor, reason, at from dead_letter_act where letter_id = :id order by number")
                .bind("id", id)
                .map(row -> new LetterAct(
                        required(row, "act", String.class),
                        Wire.JSON.readValue(required(row, "actor", String.class), Actor.class),
                        row.get("reason", String.class),
                        required(row, "at", Instant.class)))
                .all();
    }

    /** What the letter came back as after it was sent again, oldest first. */
    Flux<UUID> returns(UUID id) {
        return database.sql("select id from dead_letter where replay_of = :id order by number")
                .bind("id", id)
                .map(row -> required(row, "id", UUID.class))
                .all();
    }

    /** Deletes what was replayed or discarded longer ago; an open letter stays. Answers how many. */
    public Mono<Long> forgetOlderThan(Duration age) {
        return database.sql("""
                        delete from dead_letter
                        where state <> 'open' and changed_at < clock_timestamp() - make_interval(secs => :seconds)""")
                .bind("seconds", (double) age.toSeconds())
                .fetch()
                .rowsUpdated();
    }

    private static KeptLetter kept(Readable row) {
        return new KeptLetter(
                required(row, "number", Long.class),
                required(row, "id", UUID.class),
                LetterState.parse(required(row, "state", String.class)),
                required(row, "topic", String.class),
                required(row, "partition_number", Integer.class),
                required(row, "offset_number", Long.class),
                required(row, "consumer", String.class),
                required(row, "type", String.class),
                required(row, "cause", String.class),
                required(row, "failed_at", Instant.class),
                row.get("bytes", Integer.class),
                row.get("replay_of", UUID.class),
                row.get("changed_at", Instant.class));
    }

    private static DeadLetter letter(Readable row) {
        return new DeadLetter(
                required(row, "id", UUID.class),
                required(row, "topic", String.class),
                required(row, "partition_number", Integer.class),
                required(row, "offset_number", Long.class),
                required(row, "consumer", String.class),
                required(row, "type", String.class),
                required(row, "cause", String.class),
                required(row, "failed_at", Instant.class),
                row.get("replay_of", UUID.class),
                row.get("record_key", byte[].class),
                Wire.JSON.readValue(required(row, "headers", String.class), HEADERS),
                row.get("value", byte[].class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static <T> GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable T value, Class<T> type) {
        return value == null ? spec.bindNull(name, type) : spec.bind(name, value);
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec spec, Map<String, Object> values) {
        GenericExecuteSpec bound = spec;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            bound = bound.bind(value.getKey(), value.getValue());
        }
        return bound;
    }
}
