package dev.firebreak.notifier.command;

import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Puts commands on {@code firebreak.commands}, and what people declare on {@code firebreak.alerts}. Nothing is kept here: whoever asked hears at once whether it is written. */
public class CommandPublisher {
    private static final String SENDER = "notifier-service";
    private static final Duration PERSON_WAITS = Duration.ofMillis(1500);

    private final Producer<byte[], byte[]> producer;
    private final ExecutorService threads;

    CommandPublisher(Producer<byte[], byte[]> producer, ExecutorService threads) {
        this.producer = producer;
        this.threads = threads;
    }

    /** Completes when all in-sync replicas have it; fails when that cannot be said. */
    public CompletableFuture<Void> publish(Command command) {
        return publish(Wire.of(command, SENDER));
    }

    private CompletableFuture<Void> publish(WireMessage message) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        threads.execute(() -> send(message, written)); // send itself may wait for metadata
        return written;
    }

    /**
     * For whoever waits with a person: half of the 3 s that Slack gives.
     *
     * @return why it is not recorded; empty when it is
     */
    public Optional<String> publishNow(Command command) {
        return publishNow(Wire.of(command, SENDER));
    }

    /** The same for what a person declares. */
    public Optional<String> publishNow(Signal signal) {
        return publishNow(Wire.of(signal, SENDER));
    }

    private Optional<String> publishNow(WireMessage message) {
        try {
            publish(message).get(PERSON_WAITS.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("stopping");
        } catch (TimeoutException e) {
            return Optional.of("no answer from Kafka in time");
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        }
    }

    private void send(WireMessage message, CompletableFuture<Void> written) {
        List<Header> headers = message.headers().entrySet().stream()
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(message.topic().topicName(), null, key, message.value(), headers);
        try {
            var _ = producer.send(record, (_, failure) -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) { // no metadata in time, or closed: either way it is not written
            written.completeExceptionally(e);
        }
    }
}
