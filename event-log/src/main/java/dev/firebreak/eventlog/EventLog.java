package dev.firebreak.eventlog;

import dev.firebreak.model.Actor;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The append-only log of one service. What is appended reaches Kafka if, and only if, the transaction commits. */
public final class EventLog {
    private static final String PRIMARY_KEY = "event_log_pkey";
    // Arrays, so that the statement is the same, and prepared once, however many entries there are.
    private static final String INSERT = """
            insert into event_log (subject_id, seq, event_id, type, topic, message_key, headers, value,
                                   occurred_at, actor, origin, catalog_version, published_at)
            select subject_id, seq, event_id, type, topic, message_key, headers::json, value::json,
                   occurred_at::timestamptz, actor::json, origin, catalog_version,
                   case when not told then clock_timestamp() end
            from unnest(:subjects, :seqs, :eventIds, :types, :topics, :keys, :headers, :values,
                        :times, :actors, :origins, :catalogVersions, :told)
                 with ordinality as entry (subject_id, seq, event_id, type, topic, message_key, headers, value,
                                           occurred_at, actor, origin, catalog_version, told, place)
            where\s
            """;

    private final DatabaseClient database;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public EventLog(DatabaseClient database, OutboxRelay relay) {
        this.database = database;
        whenCommitted(relay::wake);
    }

    /**
     * Runs the listener after each commit in this process that appended something to be told. It must return at once, and
     * what other processes append it does not hear of.
     */
    public void whenCommitted(Runnable listener) {
        listeners.add(listener);
    }

    public Mono<Void> append(Entry... entries) {
        return append(List.of(entries));
    }

    /**
     * Adds the entries in the given order within the caller's transaction; the relay is woken once that has committed.
     *
     * @return fails with {@link LostRaceException} when one of the sequence numbers is taken, and when there is no
     *     transaction
     */
    public Mono<Void> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        return TransactionSynchronizationManager.forCurrentTransaction()
                .flatMap(_ -> insert(entries).then(told(entries)));
    }

    /** Entries of one subject after the given one, oldest first; 0 reads from the start. */
    public Flux<LoggedEvent> read(UUID subjectId, long afterSeq, int limit) {
        return database.sql("""
                        select subject_id, seq, event_id, type, occurred_at, actor::text as actor, catalog_version,
                               value::text as value
                        from event_log where subject_id = :subject and seq > :after order by seq limit :limit
                        """)
                .bind("subject", subjectId)
                .bind("after", afterSeq)
                .bind("limit", limit)
                .map(EventLog::logged)
                .all();
    }

    /** The newest sequence number of a subject, 0 when it has none. */
    public Mono<Long> lastSeq(UUID subjectId) {
        return database.sql("select coalesce(max(seq), 0) as seq from event_log where subject_id = :subject")
                .bind("subject", subjectId)
                .map(row -> Rows.required(row, "seq", Long.class))
                .one();
    }

    /**
     * The insert alone, as part of a larger statement that saves a round trip; its values come by {@link #bind}, and the
     * relay hears of it by {@link #told}.
     *
     * @param condition in SQL, unless which nothing is appended
     */
    public static String insertIf(String condition) {
        return INSERT + condition + " order by place";
    }

    /** Wakes the relay and whoever else listens: once the caller's transaction has committed, or at once when there is none. */
    public Mono<Void> told(List<Entry> entries) {
        if (entries.stream().noneMatch(Entry::isTold)) {
            return Mono.empty();
        }
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new AfterCommit(this::wake)))
                .onErrorResume(NoTransactionException.class, _ -> {
                    wake();
                    return Mono.empty();
                })
                .then();
    }

    private Mono<Void> insert(List<Entry> entries) {
        return bind(database.sql(insertIf("true")), entries)
                .fetch()
                .rowsUpdated()
                .onErrorMap(DuplicateKeyException.class, EventLog::lostRaceOrBug)
                .then();
    }

    /** Any number of them, also none. */
    public static GenericExecuteSpec bind(GenericExecuteSpec sql, List<Entry> entries) {
        return sql.bind("subjects", entries.stream().map(Entry::subjectId).toArray(UUID[]::new))
                .bind("seqs", entries.stream().map(Entry::seq).toArray(Long[]::new))
                .bind("eventIds", entries.stream().map(EventLog::eventId).toArray(UUID[]::new))
                .bind("types", texts(entries, entry -> header(entry, Wire.TYPE)))
                .bind("topics", texts(entries, entry -> entry.message().topic().topicName()))
                .bind("keys", texts(entries, entry -> entry.message().key()))
                .bind(
                        "headers",
                        texts(
                                entries,
                                entry -> Wire.JSON.writeValueAsString(
                                        entry.message().headers())))
                .bind(
                        "values",
                        texts(entries, entry -> new String(entry.message().value(), StandardCharsets.UTF_8)))
                .bind("times", texts(entries, entry -> entry.occurredAt().toString()))
                .bind("actors", texts(entries, entry -> Wire.JSON.writeValueAsString(entry.actor())))
                .bind("origins", texts(entries, entry -> entry.actor().origin().word()))
                .bind("catalogVersions", texts(entries, Entry::catalogVersion))
                .bind("told", entries.stream().map(Entry::isTold).toArray(Boolean[]::new));
    }

    /** An event id that exists already is a mistake of the caller, not a race. */
    private static Throwable lostRaceOrBug(DuplicateKeyException duplicate) {
        boolean sequenceTaken = duplicate.getCause() instanceof PostgresqlException cause
                && PRIMARY_KEY.equals(
                        cause.getErrorDetails().getConstraintName().orElse(null));
        return sequenceTaken ? new LostRaceException(duplicate) : duplicate;
    }

    private static LoggedEvent logged(Readable row) {
        return new LoggedEvent(
                Rows.required(row, "subject_id", UUID.class),
                Rows.required(row, "seq", Long.class),
                Rows.required(row, "event_id", UUID.class),
                Rows.required(row, "type", String.class),
                Rows.required(row, "occurred_at", Instant.class),
                Wire.JSON.readValue(Rows.required(row, "actor", String.class), Actor.class),
                Rows.required(row, "catalog_version", String.class),
                Rows.required(row, "value", String.class));
    }

    private static UUID eventId(Entry entry) {
        return UUID.fromString(header(entry, Wire.ID));
    }

    private static String header(Entry entry, String name) {
        String value = entry.message().headers().get(name);
        if (value == null) {
            throw new IllegalArgumentException("message to " + entry.message().topic() + " has no header " + name);
        }
        return value;
    }

    private static String[] texts(List<Entry> entries, Function<Entry, String> part) {
        return entries.stream().map(part).toArray(String[]::new);
    }

    private void wake() {
        listeners.forEach(Runnable::run);
    }

    private record AfterCommit(Runnable wake) implements TransactionSynchronization {
        @Override
        public Mono<Void> afterCommit() {
            return Mono.fromRunnable(wake);
        }
    }
}
