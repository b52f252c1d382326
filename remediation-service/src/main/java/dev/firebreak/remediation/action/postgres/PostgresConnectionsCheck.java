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

/** {@code postgres.connections}: are there still connections to be had? */
@Component
class PostgresConnectionsCheck implements Check {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String COUNT = """
            SELECT count(*) AS used,
                   count(*) FILTER (WHERE state = 'active') AS active,
                   count(*) FILTER (WHERE state = 'idle') AS idle,
                   count(*) FILTER (WHERE state LIKE 'idle in transaction%') AS in_transaction,
                   current_setting('max_connections')::bigint AS most
            FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
            """;

    private final PostgresConnections connections;

    PostgresConnectionsCheck(PostgresConnections connections) {
        this.connections = connections;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "postgres.connections",
                Parameter.target(Target.Postgres.class),
                Parameter.required("atMost", ParameterKind.INTEGER));
    }

    @Override
    public String sees() {
        return "Whether no more than `atMost` connections are in use on the server, this one not counted."
                + " Output: `used`, `active`, `idle`, `in_transaction`, `most`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        Target.Postgres target = request.arguments().target("target", Target.Postgres.class);
        int atMost = request.arguments().integer("atMost");
        return connections
                .with(
                        target,
                        TIMEOUT,
                        connection -> connection
                                .createStatement(COUNT)
                                .execute()
                                .concatMap(result -> result.map(row -> finding(target, atMost, row)))
                                .next())
                .onErrorResume(Exception.class, e -> Mono.just(Finding.notOk(PostgresConnections.reason(e, target))));
    }

    private static Finding finding(Target.Postgres target, int atMost, Readable row) {
        long used = number(row, "used");
        return new Finding(
                used <= atMost,
                "PostgreSQL '" + target.name() + "' has " + used + " of " + number(row, "most")
                        + " connections in use, " + number(row, "in_transaction") + " of them idle in a transaction",
                Map.of(
                        "used", String.valueOf(used),
                        "active", String.valueOf(number(row, "active")),
                        "idle", String.valueOf(number(row, "idle")),
                        "in_transaction", String.valueOf(number(row, "in_transaction")),
                        "most", String.valueOf(number(row, "most"))));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
