package dev.firebreak.ingest.publish;

import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Sends with a producer that never blocks its caller ({@code max.block.ms=0}), so it may be called on an event loop. */
final class KafkaSignalPublisher implements SignalPublisher {
    private final Producer<String, byte[]> producer;

    KafkaSignalPublisher(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public CompletableFuture<Void> publish(List<Signal> signals) {
        if (signals.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Acknowledgements acknowledgements = new Acknowledgements(signals.size());
        for (Signal signal : signals) {
            send(record(Wire.of(signal)), acknowledgements);
        }
        return acknowledgements.all;
    }

    private void send(ProducerRecord<String, byte[]> message, Acknowledgements acknowledgements) {
        try {
            var _ = producer.send(message, (_, failure) -> acknowledgements.one(failure));
        } catch (KafkaException | IllegalStateException e) { // no metadata yet, buffer full; or the producer is closed
            acknowledgements.one(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(WireMessage message) {
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(message.topic().topicName(), null, message.key(), message.value(), headers);
    }

    /** Waits for every record, so that no answer is given while one may still be written. */
    private static final class Acknowledgements {
        private final CompletableFuture<Void> all = new CompletableFuture<>();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final AtomicInteger missing;

        Acknowledgements(int count) {
            this.missing = new AtomicInteger(count);
        }

        void one(@Nullable Throwable reason) {
            if (reason instanceof RecordTooLargeException) {
                failure.set(new SignalTooLargeException(reason));
            } else if (reason != null) {
                failure.compareAndSet(null, new BrokerUnavailableException(reason));
            }
            if (missing.decrementAndGet() == 0) {
                Throwable failed = failure.get();
                if (failed == null) {
                    all.complete(null);
                } else {
                    all.completeExceptionally(failed);
                }
            }
        }
    }
}
