package dev.firebreak.eventlog;

import static dev.firebreak.eventlog.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboxMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final OutboxMetrics metrics = new OutboxMetrics(registry, now::get);

    @Test
    void theAgeGrowsWhileTheRelayIsStuck() {
        metrics.waiting(Stream.of(new OutboxRow(7, "topic", "key", "{}", "{}", NOON.minusSeconds(5))));

        assertThat(age()).isEqualTo(5);
        now.set(NOON.plusSeconds(60));
        assertThat(age()).isEqualTo(65);
    }

    @Test
    void nothingIsOldWhenAllIsPublished() {
        metrics.waiting(Stream.empty());

        assertThat(age()).isZero();
    }

    private double age() {
        return registry.get("firebreak.outbox.oldest.unpublished.age").gauge().value();
    }
}
