package dev.firebreak.remediation.action.postgres;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code postgres.ping}: does it let us in and answer? */
@Component
class PostgresPing implements Check {
    private final PostgresConnections connections;

    PostgresPing(PostgresConnections connections) {
        this.connections = connections;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "postgres.ping",
                Parameter.target(Target.Postgres.class),
                Parameter.withDefault("timeout", ParameterKind.DURATION, "5s"));
    }

    @Override
    public String sees() {
        return "Whether PostgreSQL lets us in and answers.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        Target.Postgres target = request.arguments().target("target", Target.Postgres.class);
        Duration timeout = request.arguments().duration("timeout");
        return connections
                .with(
                        target,
                        timeout,
                        connection -> connection
                                .createStatement("SELECT 1")
                                .execute()
                                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0))))
                                .next())
                .map(_ -> Finding.ok("PostgreSQL '" + target.name() + "' answers", Map.of()))
                .onErrorResume(Exception.class, e -> Mono.just(Finding.notOk(PostgresConnections.reason(e, target))));
    }
}
