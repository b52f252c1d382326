package dev.firebreak.ingest.spill;

import dev.firebreak.ingest.publish.Producers;
import dev.firebreak.ingest.publish.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows in their order and says which of them are through: all up to the first that the broker did not acknowledge.
 * What lies behind that one is sent again, in order, by a new producer; readers drop the repeats.
 */
final class DrainProducer implements AutoCloseable {
    private final Producers producers;
    private @Nullable Producer<String, byte[]> current;

    DrainProducer(Producers producers) {
        this.producers = producers;
    }

    /** @param refused by position, with the reason: the broker will never take these */
    record Progress(List<Long> acknowledged, Map<Long, String> refused, boolean isComplete) {}

    Progress send(List<SpilledRow> rows, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        List<CompletableFuture<Void>> sent = new ArrayList<>(rows.size());
        rows.forEach(row -> sent.add(send(row)));
        List<Long> acknowledged = new ArrayList<>(rows.size());
        Map<Long, String> refused = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            long position = rows.get(i).position();
            try {
                sent.get(i).get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                acknowledged.add(position);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RecordTooLargeException)) {
                    close();
                    return new Progress(acknowledged, refused, false);
                }
                refused.put(position, "larger than the broker's largest record");
            } catch (TimeoutException e) {
                close();
                return new Progress(acknowledged, refused, false);
            }
        }
        return new Progress(acknowledged, refused, true);
    }

    private CompletableFuture<Void> send(SpilledRow row) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        try {
            var _ = producer().send(Records.of(row.message()), (_, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    private Producer<String, byte[]> producer() {
        Producer<String, byte[]> open = current;
        if (open == null) {
            open = producers.patient();
            current = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close(Duration.ZERO);
            current = null;
        }
    }
}
