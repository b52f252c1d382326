package dev.firebreak.incident.intake;

import dev.firebreak.incident.trace.AlertTrace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** What became of alerts, counted by outcome, and how long it took from the edge to the commit. */
@Component
class IntakeMetrics {
    private final MeterRegistry registry;
    private final Counter records;
    private final Timer delay;
    private final InstantSource clock;

    IntakeMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.records = Counter.builder("firebreak.intake.records")
                .description("Signals read from Kafka, repeats among them")
                .register(registry);
        this.delay = Timer.builder("firebreak.intake.delay")
                .description("From the edge taking an alert in to its effect being committed")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void taken(List<AlertTrace> traces, int recordCount) {
        records.increment(recordCount);
        for (AlertTrace trace : traces) {
            registry.counter("firebreak.alerts", "outcome", trace.outcome()).increment();
            delay.record(Duration.between(trace.receivedAt(), clock.instant()));
        }
    }
}
