package dev.firebreak.eventlog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far Kafka is behind the log. The age goes on growing while the relay is stuck. */
final class OutboxMetrics {
    private final InstantSource clock;
    private final Counter published;
    private final Counter failures;
    private volatile @Nullable Instant oldest;

    OutboxMetrics(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        this.published = Counter.builder("firebreak.outbox.published")
                .description("events carried from the log to Kafka")
                .register(registry);
        this.failures = Counter.builder("firebreak.outbox.failures")
                .description("turns of the relay that failed and were repeated")
                .register(registry);
        Gauge.builder("firebreak.outbox.oldest.unpublished.age", this, OutboxMetrics::ageInSeconds)
                .description("age of the oldest event that Kafka does not have; 0 on an instance that only stands by")
                .baseUnit("seconds")
                .register(registry);
    }

    /** @param rows not acknowledged, oldest first */
    void waiting(Stream<OutboxRow> rows) {
        oldest = rows.findFirst().map(OutboxRow::occurredAt).orElse(null);
    }

    void published(int count) {
        published.increment(count);
    }

    void failed() {
        failures.increment();
    }

    private double ageInSeconds() {
        Instant since = oldest;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
