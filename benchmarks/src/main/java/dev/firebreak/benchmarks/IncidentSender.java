package dev.firebreak.benchmarks;

import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Hands incidents in on the topic and waits for the calls of their remediations. */
final class IncidentSender implements AutoCloseable {
    /** @param lasted from the first record to the last call */
    record Sent(List<Duration> times, int missing, Duration lasted) {}

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaProducer<String, byte[]> producer;
    private final CallTarget target;

    IncidentSender(RemediationInstance instance) {
        target = instance.target();
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        instance.addresses().getProperty("FIREBREAK_KAFKA"),
                        "linger.ms",
                        "0",
                        "acks",
                        "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** @param perSecond 0: all at once */
    Sent send(String run, int count, int perSecond) throws InterruptedException {
        List<WireMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(Wire.of(OpenedIncident.of(run + "-" + i)));
        }
        long between = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * between;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(messages.get(i));
        }
        producer.flush();
        long end = System.nanoTime() + PATIENCE.toNanos();
        Sent sent = sent(run, count, start, between);
        while (System.nanoTime() < end && sent.missing > 0) { // not in the order in which they were sent
            TimeUnit.MILLISECONDS.sleep(50);
            sent = sent(run, count, start, between);
        }
        return sent;
    }

    private Sent sent(String run, int count, long start, long between) {
        List<Duration> times = new ArrayList<>();
        long last = start;
        for (int i = 0; i < count; i++) {
            Long call = target.calls().get(run + "-" + i);
            if (call != null) {
                times.add(Duration.ofNanos(call - start - i * between));
                last = Math.max(last, call);
            }
        }
        return new Sent(times, count - times.size(), Duration.ofNanos(last - start));
    }

    private void send(WireMessage message) {
        var record = new ProducerRecord<>(message.topic().topicName(), message.key(), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(record, (_, failure) -> {
            if (failure != null) {
                throw new IllegalStateException("the broker refused a record", failure);
            }
        });
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
