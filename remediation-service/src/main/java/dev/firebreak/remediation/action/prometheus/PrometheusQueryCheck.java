package dev.firebreak.remediation.action.prometheus;

import dev.firebreak.catalog.expression.Expectation;
import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code prometheus.query}: is an indicator within its bounds, or a query's value as expected? */
@Component
class PrometheusQueryCheck implements Check {
    private final Prometheus prometheus;

    PrometheusQueryCheck(Prometheus prometheus) {
        this.prometheus = prometheus;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                        "prometheus.query",
                        Parameter.target(Target.Http.class).orNone(),
                        Parameter.optional("threshold", ParameterKind.THRESHOLD),
                        Parameter.optional("query", ParameterKind.TEXT),
                        Parameter.optional("expect", ParameterKind.EXPECTATION))
                .withExactlyOneOf("threshold", "query");
    }

    @Override
    public String sees() {
        return "With `threshold`: whether the worst series is within its bounds; no series is. With `query`: whether"
                + " `expect` holds for `body.value` (the first series) and `body.values`; without `expect`, whether there"
                + " is a series. Asks `target`, else the system's Prometheus, else FIREBREAK_PROMETHEUS_URL. Output: `value`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        if (!request.arguments().has("threshold")) {
            String query = request.arguments().text("query");
            return prometheus.read(request, query).map(reading -> judge(request, query, reading));
        }
        Threshold threshold = request.arguments().threshold("threshold");
        String query = threshold.prometheus();
        return query == null
                ? Mono.just(Finding.notOk("the threshold '" + threshold.name() + "' has no query for Prometheus"))
                : prometheus.read(request, query).map(reading -> judge(threshold, reading));
    }

    static Finding judge(Threshold threshold, Prometheus.Reading reading) {
        return switch (reading) {
            case Prometheus.Reading.Blind(String reason) -> Finding.notOk(reason);
            case Prometheus.Reading.Values(List<Double> values) ->
                Prometheus.worst(threshold, values)
                        .map(worst -> new Finding(
                                threshold.judge(worst) == Breach.NONE,
                                threshold.name() + " is " + worst + bound(threshold, worst),
                                Map.of("value", worst.toString())))
                        .orElseGet(() -> Finding.ok(threshold.name() + " has no series now", Map.of()));
        };
    }

    private static Finding judge(StepRequest request, String query, Prometheus.Reading reading) {
        return switch (reading) {
            case Prometheus.Reading.Blind(String reason) -> Finding.notOk(reason);
            case Prometheus.Reading.Values(List<Double> values)
            when values.isEmpty() -> Finding.notOk("no series for " + query);
            case Prometheus.Reading.Values(List<Double> values) -> {
                Map<String, Object> body = Map.of("value", values.getFirst(), "values", values);
                boolean isOk = request.arguments()
                        .findExpectation("expect")
                        .map(expected -> expected.holds(200, body))
                        .orElse(true);
                String expected = request.arguments()
                        .findExpectation("expect")
                        .map(Expectation::source)
                        .map(it -> ": " + it + (isOk ? " holds" : " does not hold"))
                        .orElse("");
                yield new Finding(
                        isOk,
                        query + " is " + values.getFirst() + expected,
                        Map.of("value", values.getFirst().toString()));
            }
        };
    }

    private static String bound(Threshold threshold, double value) {
        Double bound = switch (threshold.judge(value)) {
            case NONE -> null;
            case WARNING -> threshold.warning();
            case CRITICAL -> threshold.critical();
        };
        return bound == null ? "" : (threshold.worse() == Threshold.Worse.HIGHER ? ", above " : ", below ") + bound;
    }
}
