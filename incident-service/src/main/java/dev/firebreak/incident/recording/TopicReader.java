package dev.firebreak.incident.recording;

import dev.firebreak.incident.recording.TopicSpan.Part;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a span of a topic, all partitions merged by their records' times. Of each partition no more than a fetch or two
 * is in memory. One thread at a time.
 */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int SILENT_POLLS_AT_MOST = 30;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicSpan span;
    private final List<Lane> waiting = new ArrayList<>();
    private final PriorityQueue<Lane> ready = new PriorityQueue<>(
            Comparator.comparingLong(Lane::time).thenComparingInt(lane -> lane.partition.partition()));

    /** @param consumer is closed with it */
    TopicReader(Consumer<byte[], byte[]> consumer, TopicSpan span) {
        this.consumer = consumer;
        this.span = span;
        span.parts().forEach((number, part) -> waiting.add(new Lane(new TopicPartition(span.topic(), number), part)));
        consumer.assign(waiting.stream().map(lane -> lane.partition).toList());
        waiting.forEach(lane -> consumer.seek(lane.partition, lane.part.start()));
    }

    /**
     * Null at the end.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    @Nullable
    ConsumerRecord<byte[], byte[]> next() {
        int silent = 0;
        while (!waiting.isEmpty()) { // which of them goes first is known when each has shown its next one
            if (!fetch() && ++silent > SILENT_POLLS_AT_MOST) {
                throw new TimeoutException("no more records of " + waiting.getFirst().partition);
            }
        }
        @Nullable Lane first = ready.poll();
        if (first == null) {
            return null;
        }
        ConsumerRecord<byte[], byte[]> record = first.records.removeFirst();
        if (!first.records.isEmpty()) {
            ready.add(first);
        } else if (consumer.position(first.partition) < first.part.end()) {
            waiting.add(first);
        }
        return record;
    }

    /** For those that wait only. Answers whether anything came. */
    private boolean fetch() {
        consumer.pause(ready.stream().map(lane -> lane.partition).toList());
        consumer.resume(waiting.stream().map(lane -> lane.partition).toList());
        var found = consumer.poll(POLL);
        for (Lane lane : List.copyOf(waiting)) {
            found.records(lane.partition).stream().filter(this::isWanted).forEach(lane.records::add);
            boolean isAtEnd = consumer.position(lane.partition) >= lane.part.end();
            if (isAtEnd) {
                consumer.pause(List.of(lane.partition));
            }
            if (!lane.records.isEmpty()) {
                ready.add(lane);
            }
            if (isAtEnd || !lane.records.isEmpty()) {
                waiting.remove(lane);
            }
        }
        return !found.isEmpty();
    }

    /** Several writers' clocks differ, so near the edges of a span a neighbour may be outside of it. */
    private boolean isWanted(ConsumerRecord<byte[], byte[]> record) {
        return record.offset()
                        < Objects.requireNonNull(span.parts().get(record.partition()))
                                .end()
                && record.timestamp() >= span.from().toEpochMilli()
                && record.timestamp() < span.to().toEpochMilli();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    /** One partition. */
    private static final class Lane {
        private final TopicPartition partition;
        private final Part part;
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();

        Lane(TopicPartition partition, Part part) {
            this.partition = partition;
            this.part = part;
        }

        long time() {
            return records.element().timestamp();
        }
    }
}
