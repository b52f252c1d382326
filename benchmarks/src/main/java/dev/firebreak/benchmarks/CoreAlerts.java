package dev.firebreak.benchmarks;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as the edge puts them on {@code firebreak.alerts}; each order is a correlation key of its own. */
final class CoreAlerts {
    /** So many services of the source, which decide on the partition. */
    private static final int SERVICES = 50;

    private CoreAlerts() {}

    /**
     * @param order becomes part of the correlation key
     * @param instance each one is another fingerprint
     */
    static ProducerRecord<byte[], byte[]> firing(String order, int instance) {
        return record(order, instance, null);
    }

    static ProducerRecord<byte[], byte[]> resolved(String order, int instance) {
        return record(order, instance, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static ProducerRecord<byte[], byte[]> record(String order, int instance, @Nullable Instant endsAt) {
        WireMessage message = Wire.of(new Signal.AlertReceived(EventId.next(), alert(order, instance, endsAt)));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic().topicName(), message.key().getBytes(StandardCharsets.UTF_8), message.value());
        message.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static Alert alert(String order, int instance, @Nullable Instant endsAt) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        AlertId id = AlertId.next();
        return new Alert(
                id,
                "benchmark:" + id,
                "prometheus",
                "alert",
                endsAt == null ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                "OrderStuck",
                Severity.CRITICAL,
                order + "-" + instance,
                "benchmark-orders-" + Math.floorMod(order.hashCode(), SERVICES),
                null,
                "production",
                null,
                "Order " + order + " is stuck",
                "No progress for ten minutes",
                Map.of(
                        "alertname", "OrderStuck",
                        "order", order,
                        "severity", "critical",
                        "instance", "10.0.0." + instance + ":8080",
                        "region", "region-0",
                        "cluster", "eu-1"),
                Map.of("summary", "Order " + order + " is stuck", "description", "No progress for ten minutes"),
                List.of(new Link("Prometheus", "http://prometheus:9090/graph?g0.expr=up")),
                Instant.parse("2026-06-01T12:00:00Z"),
                endsAt,
                now);
    }
}
