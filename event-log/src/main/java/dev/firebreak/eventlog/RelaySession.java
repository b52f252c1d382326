package dev.firebreak.eventlog;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The relay's own connection, outside the pool. It holds the lock, reads and marks: whoever lost the lock with the
 * connection cannot mark anything either. Used by one thread, which blocks.
 */
final class RelaySession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    // The server frees the lock by itself when this side hangs or its network is gone. A mark that a crash of the
    // server
    // loses is one event published again, which readers drop: no reason to wait for the disk with each.
    private static final String LIMITS = """
        select set_config('statement_timeout', '10s', false),
               set_config('synchronous_commit', 'off', false),
               set_config('idle_session_timeout', '90s', false),
               set_config('tcp_keepalives_idle', '10', false),
               set_config('tcp_keepalives_interval', '5', false),
               set_config('tcp_keepalives_count', '3', false),
               current_schema()::text as schema
        """;

    private final PostgresqlConnection connection;
    private final String schema;

    private RelaySession(PostgresqlConnection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    static RelaySession open(ConnectionFactory pool) {
        Connection raw = await(unpooled(pool).create());
        if (!(raw instanceof PostgresqlConnection connection)) {
            closeQuietly(raw);
            throw new IllegalStateException("the relay needs PostgreSQL, not " + raw.getClass());
        }
        try {
            String schema =
                    await(query(connection.createStatement(LIMITS), row -> Rows.required(row, "schema", String.class))
                            .next());
            return new RelaySession(connection, schema);
        } catch (RuntimeException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    String schema() {
        return schema;
    }

    /** One relay works per schema; the lock lives as long as this connection. False when another one has it. */
    boolean tryLock() {
        return await(query(
                        connection
                                .createStatement("select pg_try_advisory_lock(hashtextextended($1, 0)) as locked")
                                .bind("$1", "firebreak.event-log." + schema),
                        row -> Rows.required(row, "locked", Boolean.class))
                .next());
    }

    /** Runs the task whenever another instance has committed something. */
    void listen(Runnable onCommit) {
        connection.getNotifications().subscribe(_ -> onCommit.run(), _ -> onCommit.run());
        await(Flux.from(connection
                        .createStatement("listen \"" + channel() + "\"")
                        .execute())
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then(Mono.just(true)));
    }

    /** Tells the instance that has the lock. */
    void tellOther() {
        await(query(
                        connection
                                .createStatement("select pg_notify($1, '')::text as done")
                                .bind("$1", channel()),
                        _ -> true)
                .next());
    }

    /**
     * Marks what is published, and reads what is to be published next, in order. By what is unmarked, never by "after the
     * last position": a transaction that commits late has a smaller one.
     *
     * @param underway what was handed to the broker, which has not answered
     */
    List<OutboxRow> next(List<OutboxRow> published, List<OutboxRow> underway, int limit) {
        Long[] marked = published.stream().map(OutboxRow::position).toArray(Long[]::new);
        Long[] known = Stream.concat(published.stream(), underway.stream())
                .map(OutboxRow::position)
                .toArray(Long[]::new);
        return await(query(
                        connection
                                .createStatement("""
                                    with marked as (
                                        update event_log set published_at = clock_timestamp()
                                        where published_at is null and position = any($1))
                                    select position, topic, message_key, headers::text as headers, value::text as value,
                                           occurred_at
                                    from event_log where published_at is null and position <> all($2)
                                    order by position limit $3
                                    """)
                                .bind("$1", marked)
                                .bind("$2", known)
                                .bind("$3", limit),
                        row -> new OutboxRow(
                                Rows.required(row, "position", Long.class),
                                Rows.required(row, "topic", String.class),
                                Rows.required(row, "message_key", String.class),
                                Rows.required(row, "headers", String.class),
                                Rows.required(row, "value", String.class),
                                Rows.required(row, "occurred_at", Instant.class)))
                .collectList());
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    private String channel() {
        return "event_log_" + schema;
    }

    /** A pool would hand the connection, and with it the lock, to others. */
    private static ConnectionFactory unpooled(ConnectionFactory factory) {
        ConnectionFactory inner = factory;
        while (inner instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory next) {
            inner = next;
        }
        return inner;
    }

    private static <T> Flux<T> query(PostgresqlStatement statement, RowMapping<T> mapping) {
        return Flux.from(statement.execute()).flatMap(result -> result.map((row, _) -> mapping.map(row)));
    }

    /** A time-out here ends in closing the connection, so it does not matter in which state it is left. */
    private static <T> T await(Publisher<? extends T> publisher) {
        @Nullable T value = Mono.<T>from(publisher).block(PATIENCE);
        return Objects.requireNonNull(value, "the database answered nothing");
    }

    private static void closeQuietly(Connection connection) {
        try {
            Mono.from(connection.close()).block(Duration.ofSeconds(2));
        } catch (RuntimeException e) {
            LOG.debug("connection of the relay did not close cleanly", e);
        }
    }

    private interface RowMapping<T> {
        T map(Readable row);
    }
}
