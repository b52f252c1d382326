package dev.firebreak.remediation.action.postgres;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.remediation.action.TargetSecrets;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A connection for one piece of work, closed after it: an address or a password that changed is used at once. */
@Component
public class PostgresConnections {
    /** Sessions of this name are ours: none of our actions ends them. */
    static final String OURS = "firebreak-remediation";

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final TargetSecrets secrets;

    PostgresConnections(TargetSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * The server ends a statement that takes longer than {@code timeout}; all of it may take that and connecting.
     *
     * @throws NoSuchElementException as error when its secret is not set; the message says which setting to set
     */
    public <T> Mono<T> with(Target.Postgres target, Duration timeout, Function<PostgresqlConnection, Mono<T>> work) {
        return Mono.usingWhen(Mono.defer(() -> factory(target, timeout).create()), work, PostgresqlConnection::close)
                .timeout(timeout.plus(CONNECT));
    }

    /** In words of our own: the library's may hold the address with its password. */
    public static String reason(Throwable error, Target.Postgres target) {
        String name = "PostgreSQL '" + target.name() + "'";
        return switch (error) {
            case NoSuchElementException e -> String.valueOf(e.getMessage());
            case TimeoutException _ -> name + " did not answer in time";
            case R2dbcException e -> refusal(name, target, e.getSqlState());
            default -> "cannot connect to " + name;
        };
    }

    private static String refusal(String name, Target.Postgres target, @Nullable String state) {
        return switch (state) {
            case null -> "cannot connect to " + name;
            case "28P01", "28000" -> name + " does not let the user of '" + target.urlSecret() + "' in";
            case "42501" -> name + ": the user of '" + target.urlSecret() + "' may not do that";
            case "53300" -> name + " takes no more connections";
            case "57014" -> name + ": it took too long";
            case String it when it.startsWith("08") -> "cannot connect to " + name;
            case String it -> name + " refused with SQL state " + it;
        };
    }

    private PostgresqlConnectionFactory factory(Target.Postgres target, Duration timeout) {
        String missing = secrets.missing(target.urlSecret()).orElse(null);
        if (missing != null) {
            throw new NoSuchElementException(missing);
        }
        String url = secrets.find(target.urlSecret()).orElseThrow().reveal();
        try {
            ConnectionFactoryOptions given = ConnectionFactoryOptions.parse(
                    url.replaceFirst("^(r2dbc:)?postgres(ql)?://", "r2dbc:postgresql://"));
            return new PostgresqlConnectionFactoryProvider()
                    .create(given.mutate()
                            .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT)
                            .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, timeout)
                            .option(Option.valueOf("applicationName"), OURS)
                            .build());
        } catch (IllegalArgumentException | IllegalStateException e) { // its message may hold the address
            throw new NoSuchElementException("the secret '" + target.urlSecret()
                    + "' is not like postgresql://user:password@host:5432/database");
        }
    }
}
