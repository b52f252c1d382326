package dev.firebreak.benchmarks;

import dev.firebreak.benchmarks.FactWatch.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts alerts on the topic and waits until the facts on {@code firebreak.incidents} tell of all of them. */
final class CoreLoad implements AutoCloseable {
    /**
     * @param broker from when a record was due to be sent until the broker had it on disk
     * @param opened … until the fact that its incident is open came from Kafka
     * @param openedOnBroker from when the broker had said that it has the record until then
     */
    record Latency(Percentiles broker, Percentiles opened, Percentiles openedOnBroker) {}

    private record Open(String run, int alerts, int keys) {}

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final FactWatch watch;
    private final List<Open> open = new ArrayList<>();

    CoreLoad(String bootstrapServers, FactWatch watch) {
        this.watch = watch;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(ProducerRecord<byte[], byte[]> alert) {
        var _ = producer.send(alert);
        producer.flush();
    }

    /** One new incident is due every 1/rate s, whatever became of the earlier ones. */
    Latency openings(String run, int rate, Duration length) throws InterruptedException {
        watch.expect(key(run) + "-");
        int count = Math.toIntExact(rate * length.toSeconds());
        Map<String, Long> due = new HashMap<>();
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long at = began + i * TimeUnit.SECONDS.toNanos(1) / rate;
            String order = run + "-" + i;
            ProducerRecord<byte[], byte[]> record = CoreAlerts.firing(order, 0);
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            String key = key(order);
            due.put(key, at);
            var _ = producer.send(record, (_, problem) -> {
                if (problem == null) {
                    acknowledged.put(key, System.nanoTime());
                }
            });
        }
        await(run, () -> watch.told().size() >= count && acknowledged.size() >= count);
        open.add(new Open(run, count, count));
        return new Latency(
                since(due, acknowledged::get),
                since(due, key -> opened(key).openedAt()),
                since(acknowledged, key -> opened(key).openedAt()));
    }

    private static Percentiles since(Map<String, Long> began, Function<String, Long> ended) {
        return Percentiles.of(began.entrySet().stream()
                .map(each -> Duration.ofNanos(ended.apply(each.getKey()) - each.getValue()))
                .toList());
    }

    private Told opened(String key) {
        Told told = watch.told().get(key);
        if (told == null || told.openings() != 1) {
            throw new IllegalStateException(key + " was not opened exactly once: " + told);
        }
        return told;
    }

    /**
     * All at once, each another fingerprint.
     *
     * @return from the first record until the facts tell of all of them
     */
    Duration storm(String run, int alerts, int keys) throws InterruptedException {
        watch.expect(key(run) + "-");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(alerts);
        for (int i = 0; i < alerts; i++) {
            records.add(CoreAlerts.firing(run + "-" + i % keys, i / keys));
        }
        long began = System.nanoTime();
        for (ProducerRecord<byte[], byte[]> record : records) {
            var _ = producer.send(record);
        }
        await(run, () -> watch.alerts() >= alerts);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        IntStream.range(0, Math.min(alerts, keys)).forEach(key -> opened(key(run + "-" + key)));
        if (watch.told().size() != Math.min(alerts, keys)) {
            throw new IllegalStateException(watch.told().size() + " incidents are told of, not " + keys);
        }
        open.add(new Open(run, alerts, keys));
        return took;
    }

    /** Resolves each alert that was sent; returns when all these incidents are over. */
    void resolveAll() throws InterruptedException {
        for (Open each : open) {
            watch.expect(key(each.run()) + "-");
            for (int i = 0; i < each.alerts(); i++) {
                var _ = producer.send(CoreAlerts.resolved(each.run() + "-" + i % each.keys(), i / each.keys()));
            }
            await("the end of " + each.run(), () -> watch.over() >= Math.min(each.alerts(), each.keys()));
        }
        open.clear();
    }

    /** As the benchmark's runbook correlates. */
    static String key(String order) {
        return "benchmark/service=orders/alert.labels.order=" + order;
    }

    private static void await(String what, BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " has not settled within " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
