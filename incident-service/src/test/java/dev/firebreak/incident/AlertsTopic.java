package dev.firebreak.incident;

import dev.firebreak.model.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic that alerts come by: written to without waiting for each record, and read from its beginning. */
final class AlertsTopic implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    private AlertsTopic(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "group.id", "alerts-topic", "auto.offset.reset", "earliest");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.ALERTS.topicName()));
    }

    static AlertsTopic of(Harness firebreak) {
        return new AlertsTopic(
                Objects.requireNonNull(firebreak.service().getEnvironment().getProperty("FIREBREAK_KAFKA")));
    }

    Future<?> send(String key, Map<String, String> headers, byte[] value) {
        ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(Topic.ALERTS.topicName(), key, value);
        headers.forEach((name, text) -> outgoing.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return producer.send(outgoing);
    }

    /** Everything read so far, what is new included. */
    List<ConsumerRecord<String, byte[]>> records() {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return List.copyOf(records);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
