package dev.firebreak.remediation.action.queue;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.action.postgres.PostgresConnections;
import dev.firebreak.remediation.action.prometheus.Prometheus;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.Outside;
import dev.firebreak.remediation.step.HttpPlace;
import dev.firebreak.remediation.step.StepRequest;
import io.r2dbc.postgresql.api.PostgresTransactionDefinition;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code queue.depth}: does too much wait, by HTTP, SQL or Prometheus? */
@Component
class QueueDepthCheck implements Check {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Outside outside;
    private final TargetSecrets secrets;
    private final PostgresConnections databases;
    private final Prometheus prometheus;

    QueueDepthCheck(Outside outside, TargetSecrets secrets, PostgresConnections databases, Prometheus prometheus) {
        this.outside = outside;
        this.secrets = secrets;
        this.databases = databases;
        this.prometheus = prometheus;
    }

    /** How much waits, or why nobody can tell. */
    private sealed interface Depth {
        record Known(double value) implements Depth {}

        record Unknown(String reason) implements Depth {}
    }

    @Override
    public StepType declares() {
        return StepType.check(
                        "queue.depth",
                        Parameter.target(Target.Http.class, Target.Postgres.class)
                                .orNone(),
                        Parameter.optional("url", ParameterKind.URL),
                        Parameter.optional("threshold", ParameterKind.THRESHOLD),
                        Parameter.optional("path", ParameterKind.TEXT),
                        Parameter.withDefault("field", ParameterKind.TEXT, "depth"),
                        Parameter.optional("query", ParameterKind.TEXT),
                        Parameter.optional("atMost", ParameterKind.INTEGER))
                .withExactlyOneOf("target", "url", "threshold");
    }

    @Override
    public String sees() {
        return "Whether no more than `atMost` (else 0) wait: the number at `field` of a JSON answer (members joined by dots),"
                + " the one number that `query` gives in a PostgreSQL target (a transaction that may only read), or a"
                + " `threshold`'s series against its own bounds. Output: `depth`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        if (request.arguments().has("threshold")) {
            return byThreshold(request, request.arguments().threshold("threshold"));
        }
        Optional<Target> target = request.arguments().findTarget("target");
        Mono<Depth> depth = target.isPresent() && target.get() instanceof Target.Postgres database
                ? bySql(request, database)
                : byHttp(request);
        long atMost = request.arguments().has("atMost") ? request.arguments().integer("atMost") : 0;
        return depth.map(it -> switch (it) {
            case Depth.Unknown(String reason) -> Finding.notOk(reason);
            case Depth.Known(double value) ->
                new Finding(value <= atMost, readable(value) + " wait, at most " + atMost + " may", output(value));
        });
    }

    private Mono<Depth> byHttp(StepRequest request) {
        HttpPlace place = HttpPlace.of(request.arguments());
        String field = request.arguments().text("field");
        Call call = Call.read(place.uri(), secrets.find(place.tokenSecret()).orElse(null), TIMEOUT);
        String where = Call.readable(place.uri());
        return outside.call(call).map(answer -> switch (answer) {
            case Answer.Reply reply
            when reply.isSuccess() ->
                reply.at(field) instanceof Number number
                        ? new Depth.Known(number.doubleValue())
                        : new Depth.Unknown(where + " has no number at '" + field + "'");
            case Answer.Reply reply -> new Depth.Unknown(where + " answers with status " + reply.status());
            case Answer.NotSent(String reason) -> new Depth.Unknown(reason);
            case Answer.Lost(String reason) -> new Depth.Unknown(reason);
        });
    }

    private Mono<Depth> bySql(StepRequest request, Target.Postgres target) {
        String query = request.arguments().findText("query").orElse(null);
        if (query == null) {
            return Mono.just(new Depth.Unknown("a PostgreSQL target needs 'query': SQL that gives one number"));
        }
        return databases
                .with(target, TIMEOUT, connection -> number(connection, query))
                .<Depth>map(Depth.Known::new)
                .defaultIfEmpty(new Depth.Unknown("the query of PostgreSQL '" + target.name() + "' gives no number"))
                .onErrorResume(
                        Exception.class, e -> Mono.just(new Depth.Unknown(PostgresConnections.reason(e, target))));
    }

    private static Mono<Double> number(PostgresqlConnection connection, String query) {
        return connection
                .beginTransaction(PostgresTransactionDefinition.from(IsolationLevel.READ_COMMITTED)
                        .readOnly())
                .thenMany(connection.createStatement(query).fetchSize(2).execute())
                .concatMap(result -> result.map(row -> Optional.ofNullable(row.get(0))))
                .next()
                .flatMap(value -> connection.rollbackTransaction().thenReturn(value))
                .flatMap(value ->
                        value.orElse("") instanceof Number number ? Mono.just(number.doubleValue()) : Mono.empty());
    }

    private Mono<Finding> byThreshold(StepRequest request, Threshold threshold) {
        String query = threshold.prometheus();
        if (query == null) {
            return Mono.just(Finding.notOk("the threshold '" + threshold.name() + "' has no query for Prometheus"));
        }
        return prometheus.read(request, query).map(reading -> switch (reading) {
            case Prometheus.Reading.Blind(String reason) -> Finding.notOk(reason);
            case Prometheus.Reading.Values(List<Double> values) -> {
                double worst = Prometheus.worst(threshold, values).orElse(0.0);
                yield new Finding(
                        threshold.judge(worst) == Breach.NONE,
                        threshold.name() + " is " + readable(worst),
                        output(worst));
            }
        });
    }

    private static Map<String, String> output(double value) {
        return Map.of("depth", readable(value));
    }

    private static String readable(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
