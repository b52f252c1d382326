package dev.firebreak.remediation.action.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firebreak.catalog.system.PrometheusServer;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.outgoing.Answer;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.outgoing.EgressSettings;
import dev.firebreak.remediation.outgoing.Outside;
import dev.firebreak.remediation.step.StepRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Values that a query gives now: https://prometheus.io/docs/prometheus/latest/querying/api/ */
@Component
public class Prometheus {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Outside outside;
    private final TargetSecrets secrets;
    private final @Nullable URI own;

    Prometheus(Outside outside, TargetSecrets secrets, EgressSettings settings) {
        this.outside = outside;
        this.secrets = secrets;
        this.own = settings.providers().prometheus();
    }

    public sealed interface Reading {
        /** @param values of all series, in Prometheus' order; empty when there is none */
        record Values(List<Double> values) implements Reading {
            public Values {
                values = List.copyOf(values);
            }
        }

        record Blind(String reason) implements Reading {}
    }

    /** Asks the step's target, else the system's server, else the operator's. */
    public Mono<Reading> read(StepRequest request, String query) {
        Optional<Target> target = request.arguments().findTarget("target");
        PrometheusServer server = request.prometheus();
        if (target.isPresent() && target.get() instanceof Target.Http http) {
            return read(http.url(), http.tokenSecret(), query);
        }
        if (server != null) {
            return read(server.url(), server.tokenSecret(), query);
        }
        if (own == null) {
            return Mono.just(new Reading.Blind(
                    "no Prometheus to ask: set FIREBREAK_PROMETHEUS_URL, or 'prometheus' in the system"));
        }
        return outside.callProvider(Call.read(uri(own, query), null, TIMEOUT)).map(answer -> reading(own, answer));
    }

    /** The worst of the values by the threshold's side; empty without a series. */
    public static Optional<Double> worst(Threshold threshold, List<Double> values) {
        return values.stream().max(threshold::compareBadness);
    }

    private Mono<Reading> read(URI server, @Nullable String tokenSecret, String query) {
        return secrets.missing(tokenSecret)
                .map(missing -> Mono.<Reading>just(new Reading.Blind(missing)))
                .orElseGet(() -> outside.call(Call.read(
                                uri(server, query), secrets.find(tokenSecret).orElse(null), TIMEOUT))
                        .map(answer -> reading(server, answer)));
    }

    private static URI uri(URI server, String query) {
        return URI.create(server.toString().replaceFirst("/+$", "") + "/api/v1/query?timeout=" + TIMEOUT.toSeconds()
                + "s&query=" + URLEncoder.encode(query, UTF_8));
    }

    private static Reading reading(URI server, Answer answer) {
        String place = "Prometheus at " + Call.readable(server);
        return switch (answer) {
            case Answer.Reply reply
            when reply.isSuccess() ->
                values(reply)
                        .<Reading>map(Reading.Values::new)
                        .orElseGet(() -> new Reading.Blind(place + " does not answer as Prometheus does"));
            case Answer.Reply reply
            when reply.status() == 400 || reply.status() == 422 ->
                new Reading.Blind(place + " does not understand the query");
            case Answer.Reply reply -> new Reading.Blind(place + " answers with status " + reply.status());
            case Answer.NotSent(String reason) -> new Reading.Blind(reason);
            case Answer.Lost(String reason) -> new Reading.Blind(reason);
        };
    }

    private static Optional<List<Double>> values(Answer.Reply reply) {
        Object result = reply.at("data.result");
        if (!"success".equals(reply.at("status")) || !(result instanceof List<?> list)) {
            return Optional.empty();
        }
        boolean isOne = "scalar".equals(reply.at("data.resultType"));
        Stream<?> samples = isOne
                ? Stream.of(list)
                : list.stream().map(it -> it instanceof Map<?, ?> series ? series.get("value") : it);
        List<Optional<Double>> read = samples.map(Prometheus::sample).toList();
        return read.stream().allMatch(Optional::isPresent)
                ? Optional.of(read.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    /** {@code [time, "text"]}; the text may be {@code +Inf}. */
    private static Optional<Double> sample(@Nullable Object sample) {
        if (!(sample instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Double.valueOf(text.replace("Inf", "Infinity")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
