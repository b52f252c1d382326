package dev.firebreak.benchmarks;

import dev.firebreak.ingest.prometheus.PrometheusSource;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The handler's own work for an Alertmanager body of one alert: verify, parse, normalise, encode. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WebhookBenchmark {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    private final PrometheusSource source = new PrometheusSource(environment());
    private final Delivery delivery = new Delivery(
            Map.of("Authorization", "Bearer alertmanager-token")::get,
            Webhook.body("checkout", "order-1", NOON).getBytes(StandardCharsets.UTF_8),
            NOON);

    @Benchmark
    public void oneAlert(Blackhole hole) {
        if (!(source.authenticate(delivery) instanceof Authentication.Accepted)) {
            throw new IllegalStateException("the token is good");
        }
        for (Signal signal : source.read(delivery).signals()) {
            hole.consume(Wire.of(signal));
        }
    }

    private static StandardEnvironment environment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "benchmark", Map.of("FIREBREAK_PROMETHEUS_TOKENS", "alertmanager-token")));
        return environment;
    }
}
