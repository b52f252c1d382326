package dev.firebreak.ingest.spill;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What waits, for how long, and what went in and out. Every instance tells the same of the table, which they share. */
final class SpillMetrics {
    private final Counter stored;
    private final Counter drained;
    private volatile SpillState state = SpillState.UNKNOWN;

    SpillMetrics(MeterRegistry registry) {
        stored = registry.counter("ingest.spill.stored");
        drained = registry.counter("ingest.spill.drained");
        Gauge.builder("ingest.spill.depth", this, metrics -> metrics.state.waiting())
                .register(registry);
        Gauge.builder("ingest.spill.oldest.age", this, metrics -> metrics.state.oldestAgeSeconds())
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("ingest.spill.refused", this, metrics -> metrics.state.refused())
                .register(registry);
    }

    SpillState state() {
        return state;
    }

    void found(SpillState now) {
        state = now;
    }

    void stored(int messages) {
        stored.increment(messages);
    }

    void drained(int messages) {
        drained.increment(messages);
    }
}
