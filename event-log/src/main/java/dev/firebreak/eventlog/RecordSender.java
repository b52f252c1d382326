package dev.firebreak.eventlog;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends single records as they are, beside the log. What the services have to say goes through {@link EventLog}. */
public final class RecordSender implements AutoCloseable {
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(15);

    private final Producers producers;
    private @Nullable Producer<byte[], byte[]> producer;

    RecordSender(Producers producers) {
        this.producers = producers;
    }

    /**
     * Done when all in-sync replicas have it, else fails with a {@code KafkaException}. Waits up to 5 s for a broker that
     * does not answer, so not for an event loop.
     */
    public CompletableFuture<Void> send(
            String topic, byte @Nullable [] key, Map<String, byte[]> headers, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> outgoing = new ProducerRecord<>(topic, null, key, value);
        headers.forEach(outgoing.headers()::add);
        CompletableFuture<Void> sent = new CompletableFuture<>();
        var _ = producer().send(outgoing, (_, problem) -> {
            if (problem == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(problem);
            }
        });
        return sent;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
            producer = null;
        }
    }

    /** Most services never need one. */
    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = producers.create(DELIVERY_TIMEOUT);
        }
        return producer;
    }
}
