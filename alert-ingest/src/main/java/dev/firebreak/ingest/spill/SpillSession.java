package dev.firebreak.ingest.spill;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The drain's own connection, outside the pool. It holds the lock, reads and deletes: whoever lost the lock with the
 * connection cannot delete anything either. Used by one thread, which blocks.
 */
final class SpillSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpillSession.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int KEYS = 10_000;
    private static final int BYTES = 8 * 1024 * 1024;
    private static final String LOCK = "firebreak.ingest.spill";
    // The server frees the lock by itself when this side hangs or its network is gone.
    private static final String LIMITS = """
            select set_config('statement_timeout', '10s', false),
                   set_config('idle_session_timeout', '60s', false),
                   set_config('tcp_keepalives_idle', '10', false),
                   set_config('tcp_keepalives_interval', '5', false),
                   set_config('tcp_keepalives_count', '3', false)
            """;
    private static final String LOOK = """
            select (select count(*) from spill where refused is null) as waiting,
                   (select coalesce(max(position), 0) from spill where refused is null) as newest,
                   (select coalesce(extract(epoch from clock_timestamp() - min(spilled_at)), 0)::float8
                    from spill where refused is null) as age,
                   (select count(*) from spill where refused is not null) as refused,
                   array(select distinct message_key from spill where refused is null limit %d) as keys
            """.formatted(KEYS + 1);
    private static final String NEXT = """
            select position, topic, message_key, headers, value
            from (select *, sum(length(value)) over (order by position) as bytes
                  from (select * from spill where refused is null order by position limit $1) as first) as counted
            where bytes - length(value) < $2
            order by position
            """;

    private final Connection connection;

    private SpillSession(Connection connection) {
        this.connection = connection;
    }

    static SpillSession open(ConnectionFactory pool) {
        SpillSession session = new SpillSession(await(unpooled(pool).create()));
        try {
            session.query(LIMITS, _ -> true);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** One instance drains at a time; the lock lives as long as this connection. */
    boolean tryLock() {
        return query("select pg_try_advisory_lock(hashtextextended($1, 0)) as locked", row -> flag(row, "locked"), LOCK)
                .getFirst();
    }

    void unlock() {
        query("select pg_advisory_unlock(hashtextextended($1, 0)) as unlocked", row -> flag(row, "unlocked"), LOCK);
    }

    SpillState look() {
        return query(LOOK, SpillSession::state).getFirst();
    }

    /** What is next, by what is there, never by "after the last position": who commits late has a smaller one. */
    List<SpilledRow> next(int limit) {
        return query(
                NEXT,
                row -> new SpilledRow(
                        number(row, "position"),
                        text(row, "topic"),
                        text(row, "message_key"),
                        text(row, "headers"),
                        text(row, "value")),
                limit,
                BYTES);
    }

    boolean isAnyWaiting(long upTo) {
        return query(
                        "select exists(select 1 from spill where refused is null and position <= $1) as waits",
                        row -> flag(row, "waits"),
                        upTo)
                .getFirst();
    }

    void delete(List<Long> positions) {
        update("delete from spill where position = any($1)", (Object) positions.toArray(Long[]::new));
    }

    void refuse(long position, String reason) {
        update("update spill set refused = $2 where position = $1", position, reason);
    }

    @Override
    public void close() {
        try {
            Mono.from(connection.close()).block(Duration.ofSeconds(2));
        } catch (RuntimeException e) {
            log.debug("connection of the drain did not close cleanly", e);
        }
    }

    private static SpillState state(Readable row) {
        String[] keys = Objects.requireNonNull(row.get("keys", String[].class));
        Set<String> distinct = new HashSet<>(Arrays.asList(keys).subList(0, Math.min(keys.length, KEYS)));
        Double age = Objects.requireNonNull(row.get("age", Double.class));
        return new SpillState(
                number(row, "waiting"),
                number(row, "newest"),
                age,
                number(row, "refused"),
                distinct,
                keys.length > KEYS);
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static boolean flag(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Boolean.class));
    }

    private <T> List<T> query(String sql, Function<Readable, T> mapping, Object... values) {
        return await(Flux.from(statement(sql, values).execute())
                .flatMap(result -> result.map(mapping))
                .collectList());
    }

    private void update(String sql, Object... values) {
        await(Flux.from(statement(sql, values).execute())
                .flatMap(Result::getRowsUpdated)
                .collectList());
    }

    private Statement statement(String sql, Object... values) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.bind(i, values[i]);
        }
        return statement;
    }

    /** A pool would hand the connection, and with it the lock, to others. */
    private static ConnectionFactory unpooled(ConnectionFactory factory) {
        ConnectionFactory inner = factory;
        while (inner instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory next) {
            inner = next;
        }
        return inner;
    }

    /** A time-out here ends in closing the connection, so it does not matter in which state it is left. */
    private static <T> T await(Publisher<? extends T> publisher) {
        @Nullable T value = Mono.<T>from(publisher).block(PATIENCE);
        return Objects.requireNonNull(value, "the database answered nothing");
    }
}
