package dev.firebreak.ingest.monitor.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.catalog.system.PrometheusServer;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The worst value that a query gives now, against bounds: https://prometheus.io/docs/prometheus/latest/querying/api/ */
final class PrometheusLook {
    private final HttpCall http;
    private final @Nullable URI own;

    /** @param own the operator's, for systems that name none */
    PrometheusLook(HttpCall http, @Nullable URI own) {
        this.http = http;
        this.own = own;
    }

    Mono<Observation> look(Probe.Prometheus probe, @Nullable Secret bearer, Duration timeout) {
        PrometheusServer server = probe.server();
        if (server != null) {
            return judged(
                    probe, http.read(query(server.url(), probe, timeout), bearer, timeout), server.url(), timeout);
        }
        if (own != null) {
            return judged(probe, http.readOwn(query(own, probe, timeout), null, timeout), own, timeout);
        }
        return Mono.just(new Observation.NotSetUp(
                "no Prometheus to ask: set FIREBREAK_PROMETHEUS_URL, or 'prometheus' in the system"));
    }

    private static Mono<Observation> judged(
            Probe.Prometheus probe, Mono<HttpCall.Reply> reply, URI server, Duration timeout) {
        String place = Place.of(server);
        return reply.map(it -> judge(probe.bounds(), it, place))
                .onErrorResume(Exception.class, e -> Mono.just(new Observation.Blind(Failures.say(e, place, timeout))));
    }

    private static URI query(URI server, Probe.Prometheus probe, Duration timeout) {
        return URI.create(server.toString().replaceFirst("/+$", "") + "/api/v1/query?query="
                + URLEncoder.encode(probe.query(), UTF_8) + "&timeout=" + timeout.toMillis() + "ms");
    }

    /** Without a series nothing is wrong, as in an alerting rule; a query that must give one says {@code or vector(…)}. */
    static Observation judge(Threshold bounds, HttpCall.Reply reply, String place) {
        if (reply.status() == 400 || reply.status() == 422) {
            return new Observation.Blind("Prometheus at " + place + " does not understand the query");
        }
        Optional<List<Double>> values =
                reply.status() == 200 ? JsonReply.read(reply.body()).flatMap(PrometheusLook::values) : Optional.empty();
        if (values.isEmpty()) {
            return new Observation.Blind(place + " answered " + reply.status() + ", not as Prometheus does");
        }
        return values.get().stream()
                .max(bounds::compareBadness)
                .map(worst -> Measured.judge(bounds, worst))
                .orElseGet(
                        () -> new Observation.Seen(Breach.NONE, null, bounds.name() + ": the query gives no series"));
    }

    private static Optional<List<Double>> values(Object body) {
        if (!(body instanceof Map<?, ?> answer
                && "success".equals(answer.get("status"))
                && answer.get("data") instanceof Map<?, ?> data)) {
            return Optional.empty();
        }
        Object result = data.get("result");
        return switch (String.valueOf(data.get("resultType"))) {
            case "scalar" -> sample(result).map(List::of);
            case "vector" -> result instanceof List<?> series ? ofSeries(series) : Optional.empty();
            case String _ -> Optional.empty();
        };
    }

    private static Optional<List<Double>> ofSeries(List<?> series) {
        List<Double> values = new ArrayList<>();
        for (Object one : series) {
            Optional<Double> value = one instanceof Map<?, ?> map ? sample(map.get("value")) : Optional.empty();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    /** A time and a number that is written as text, such as {@code "+Inf"}. */
    private static Optional<Double> sample(@Nullable Object sample) {
        if (!(sample instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (text) {
                        case "+Inf" -> Double.POSITIVE_INFINITY;
                        case "-Inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(text);
                    });
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
