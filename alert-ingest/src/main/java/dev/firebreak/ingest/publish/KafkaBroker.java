package dev.firebreak.ingest.publish;

import dev.firebreak.model.wire.WireMessage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends with a producer that never blocks its caller ({@code max.block.ms=0}), so it may be called on an event loop.
 *
 * <p>Behind a circuit breaker: once some messages ran out of time, the next ones do not wait for theirs, and while the
 * connection is known to be down not even a few try.
 */
final class KafkaBroker implements Broker {
    private final Producer<String, byte[]> producer;
    private final CircuitBreaker breaker;
    private final BooleanSupplier connected;
    private final int largestRecord;

    KafkaBroker(
            Producer<String, byte[]> producer, CircuitBreaker breaker, BooleanSupplier connected, int largestRecord) {
        this.producer = producer;
        this.breaker = breaker;
        this.connected = connected;
        this.largestRecord = largestRecord;
    }

    @Override
    public boolean isUp() {
        return connected.getAsBoolean();
    }

    /** Asked here, because without a broker the producer does not get as far as asking. */
    @Override
    public boolean takes(WireMessage message) {
        return Records.size(message) <= largestRecord;
    }

    @Override
    public CompletableFuture<Receipt> send(List<WireMessage> messages) {
        if (messages.isEmpty()) {
            return CompletableFuture.completedFuture(new Receipt(List.of(), List.of()));
        }
        boolean isKnownToBeAway = breaker.getState() != CircuitBreaker.State.CLOSED && !connected.getAsBoolean();
        if (isKnownToBeAway || !breaker.tryAcquirePermission()) {
            return CompletableFuture.completedFuture(new Receipt(messages, List.of()));
        }
        Acknowledgements acknowledgements = new Acknowledgements(messages);
        for (int i = 0; i < messages.size(); i++) {
            send(messages.get(i), i, acknowledgements);
        }
        return acknowledgements.all;
    }

    private void send(WireMessage message, int index, Acknowledgements acknowledgements) {
        try {
            var _ = producer.send(Records.of(message), (_, failure) -> acknowledgements.one(index, failure));
        } catch (KafkaException | IllegalStateException e) { // no metadata yet, buffer full; or the producer is closed
            acknowledgements.one(index, e);
        }
    }

    /** Waits for every record, so that no answer is given while one may still be written. */
    private final class Acknowledgements {
        private final CompletableFuture<Receipt> all = new CompletableFuture<>();
        private final long since = System.nanoTime();
        private final List<WireMessage> messages;
        private final AtomicReferenceArray<@Nullable Exception> failures;
        private final AtomicInteger missing;

        Acknowledgements(List<WireMessage> messages) {
            this.messages = messages;
            this.failures = new AtomicReferenceArray<>(messages.size());
            this.missing = new AtomicInteger(messages.size());
        }

        void one(int index, @Nullable Exception failure) {
            if (failure != null) {
                failures.set(index, failure);
            }
            if (missing.decrementAndGet() == 0) {
                all.complete(receipt());
            }
        }

        private Receipt receipt() {
            List<WireMessage> unacknowledged = new ArrayList<>(0);
            List<WireMessage> tooLarge = new ArrayList<>(0);
            @Nullable Exception reason = null;
            for (int i = 0; i < messages.size(); i++) {
                Exception failure = failures.get(i);
                if (failure instanceof RecordTooLargeException) {
                    tooLarge.add(messages.get(i));
                } else if (failure != null) {
                    reason = failure;
                    unacknowledged.add(messages.get(i));
                }
            }
            if (reason == null) {
                breaker.onSuccess(System.nanoTime() - since, TimeUnit.NANOSECONDS);
            } else {
                breaker.onError(System.nanoTime() - since, TimeUnit.NANOSECONDS, reason);
            }
            return new Receipt(unacknowledged, tooLarge);
        }
    }
}
