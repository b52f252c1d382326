package dev.firebreak.ingest;

import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on {@code firebreak.alerts}, from its end when this was opened or from its beginning. */
public final class AlertsTopic implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    private AlertsTopic(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** All of it. */
    public static AlertsTopic fromStart(String bootstrapServers) {
        AlertsTopic topic = fromNow(bootstrapServers);
        topic.consumer.seekToBeginning(topic.consumer.assignment());
        return topic;
    }

    public static AlertsTopic fromNow(String bootstrapServers) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.ALERTS.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // asks now, not at the first poll
        return new AlertsTopic(consumer);
    }

    /** All records so far: what is acknowledged is before the end that the broker tells, however long it takes to read. */
    public List<ConsumerRecord<String, byte[]>> records() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(300)).forEach(records::add);
        }
        return List.copyOf(records);
    }

    public List<Signal> signals() {
        return records().stream()
                .map(message -> Wire.read(message.value(), Signal.class))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
