package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.system.Probe;
import dev.firebreak.model.Secret;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The one number that a query gives. The session may only read and ends itself in time; it should belong to a database user
 * who may do no more.
 */
final class SqlLook {
    private final Network network;

    SqlLook(Network network) {
        this.network = network;
    }

    Mono<Observation> look(Probe.Sql probe, Secret url, Duration timeout) {
        PostgresqlConnectionFactory factory;
        try {
            factory = new PostgresqlConnectionFactory(configuration(url, timeout));
        } catch (IllegalArgumentException | IllegalStateException e) { // its message may hold the address
            return Mono.just(new Observation.NotSetUp("the secret '" + probe.urlSecret()
                    + "' is not like postgresql://user:password@host:5432/database"));
        }
        // The server ends a query that takes too long; the limit here is for a server that does not answer at all.
        return Mono.usingWhen(
                        factory.create(), connection -> ask(connection, probe.query()), PostgresqlConnection::close)
                .timeout(timeout.plus(timeout))
                .map(value -> value.isNaN()
                        ? new Observation.Blind("the query of " + probe.bounds().name() + " gives no number")
                        : Measured.judge(probe.bounds(), value))
                .onErrorResume(Exception.class, e -> Mono.just(new Observation.Blind(reason(probe, e, timeout))));
    }

    private PostgresqlConnectionConfiguration configuration(Secret url, Duration timeout) {
        String address = url.reveal().replaceFirst("^(r2dbc:)?postgres(ql)?://", "r2dbc:postgresql://");
        ConnectionFactoryOptions given = ConnectionFactoryOptions.parse(address);
        return PostgresqlConnectionConfiguration.builder()
                .host(text(given, "host"))
                .port(given.getValue(ConnectionFactoryOptions.PORT) instanceof Integer port ? port : 5432)
                .database(text(given, "database"))
                .username(text(given, "user"))
                .password(text(given, "password"))
                .connectTimeout(timeout)
                .statementTimeout(timeout)
                .lockWaitTimeout(timeout)
                .applicationName("firebreak-monitor")
                .options(Map.of("default_transaction_read_only", "on"))
                .loopResources(network.loops())
                .build();
    }

    private static String text(ConnectionFactoryOptions options, String name) {
        Object value = options.getValue(io.r2dbc.spi.Option.valueOf(name));
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value.toString();
    }

    private static Mono<Double> ask(PostgresqlConnection connection, String query) {
        return connection
                .beginTransaction()
                .thenMany(connection.createStatement(query).fetchSize(2).execute())
                .concatMap(result -> result.map(SqlLook::number))
                .take(1)
                .next()
                .defaultIfEmpty(Double.NaN)
                .flatMap(value -> connection.rollbackTransaction().thenReturn(value));
    }

    private static double number(Readable row) {
        return row.get(0) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static String reason(Probe.Sql probe, Throwable error, Duration timeout) {
        String what = "the query of " + probe.bounds().name();
        @Nullable String state = error instanceof R2dbcException database ? database.getSqlState() : null;
        if (state == null || state.startsWith("08")) {
            return Failures.say(error, "the database of " + probe.bounds().name(), timeout);
        }
        return switch (state) {
            case "57014" -> what + " took too long";
            case "25006" -> what + " wants to write";
            case "28P01", "28000" -> "the database does not let the user of '" + probe.urlSecret() + "' in";
            default -> what + " failed with SQL state " + state;
        };
    }
}
