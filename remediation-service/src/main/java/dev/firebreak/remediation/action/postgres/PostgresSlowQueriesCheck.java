package dev.firebreak.remediation.action.postgres;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code postgres.slowQueries}: does a statement take too long right now? */
@Component
class PostgresSlowQueriesCheck implements Check {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String COUNT = """
            SELECT count(*) AS slow, coalesce(max(extract(epoch FROM now() - query_start)), 0)::bigint AS oldest
            FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND state = 'active' AND pid <> pg_backend_pid()
              AND datname = current_database() AND query_start < now() - $1::interval
            """;

    private final PostgresConnections connections;

    PostgresSlowQueriesCheck(PostgresConnections connections) {
        this.connections = connections;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "postgres.slowQueries",
                Parameter.target(Target.Postgres.class),
                Parameter.withDefault("olderThan", ParameterKind.DURATION, "1m"),
                Parameter.withDefault("atMost", ParameterKind.INTEGER, "0"));
    }

    @Override
    public String sees() {
        return "Whether no more than `atMost` statements of the database have been running for longer than `olderThan`."
                + " Output: `count`, `oldestSeconds`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        Target.Postgres target = request.arguments().target("target", Target.Postgres.class);
        Duration olderThan = request.arguments().duration("olderThan");
        int atMost = request.arguments().integer("atMost");
        return connections
                .with(
                        target,
                        TIMEOUT,
                        connection -> connection
                                .createStatement(COUNT)
                                .bind("$1", olderThan.toMillis() + " milliseconds")
                                .execute()
                                .concatMap(result -> result.map(row -> finding(target, olderThan, atMost, row)))
                                .next())
                .onErrorResume(Exception.class, e -> Mono.just(Finding.notOk(PostgresConnections.reason(e, target))));
    }

    private static Finding finding(Target.Postgres target, Duration olderThan, int atMost, Readable row) {
        long slow = Objects.requireNonNull(row.get("slow", Long.class));
        long oldest = Objects.requireNonNull(row.get("oldest", Long.class));
        String statements = slow == 1 ? "1 statement runs" : slow + " statements run";
        return new Finding(
                slow <= atMost,
                "PostgreSQL '" + target.name() + "': " + statements + " for longer than " + olderThan.toSeconds()
                        + " s",
                Map.of("count", String.valueOf(slow), "oldestSeconds", String.valueOf(oldest)));
    }
}
