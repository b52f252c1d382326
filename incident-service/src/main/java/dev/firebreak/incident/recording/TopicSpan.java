package dev.firebreak.incident.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a topic has between two times.
 *
 * @param to exclusive
 * @param parts by partition; those with nothing are left out
 * @param oldest the time of the oldest record, when there is one and the broker has deleted older ones
 * @param completeFrom before it the broker may have deleted records of some partition; empty when it has deleted none
 */
record TopicSpan(
        String topic,
        Instant from,
        Instant to,
        Map<Integer, Part> parts,
        Optional<Instant> oldest,
        Optional<Instant> completeFrom) {
    /** @param end exclusive */
    record Part(long start, long end) {}

    /** @throws org.apache.kafka.common.KafkaException when the broker does not answer */
    static TopicSpan find(Consumer<?, ?> consumer, String topic, Instant from, Instant to) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(topic, found.partition()))
                .toList();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> starts = since(consumer, partitions, from);
        Map<TopicPartition, OffsetAndTimestamp> stops = since(consumer, partitions, to);
        Map<Integer, Part> parts = new TreeMap<>();
        for (TopicPartition each : partitions) {
            @Nullable OffsetAndTimestamp start = starts.get(each);
            @Nullable OffsetAndTimestamp stop = stops.get(each);
            long end = stop == null ? ends.getOrDefault(each, 0L) : stop.offset();
            if (start != null && start.offset() < end) {
                parts.put(each.partition(), new Part(start.offset(), end));
            }
        }
        List<Instant> all = new ArrayList<>();
        List<Instant> shortened = new ArrayList<>();
        since(consumer, partitions, Instant.EPOCH).forEach((partition, found) -> {
            Instant first = Instant.ofEpochMilli(found.timestamp());
            all.add(first);
            if (begins.getOrDefault(partition, 0L) > 0) {
                shortened.add(first);
            }
        });
        boolean hasDeleted = begins.values().stream().anyMatch(begin -> begin > 0);
        return new TopicSpan(
                topic,
                from,
                to,
                parts,
                hasDeleted ? all.stream().min(Comparator.naturalOrder()) : Optional.empty(),
                shortened.stream().max(Comparator.naturalOrder()));
    }

    /** The first record of each at or after that time, where there is one. */
    private static Map<TopicPartition, OffsetAndTimestamp> since(
            Consumer<?, ?> consumer, List<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, Math.max(0, time.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        consumer.offsetsForTimes(times).forEach((partition, place) -> {
            if (place != null) {
                found.put(partition, place);
            }
        });
        return found;
    }
}
