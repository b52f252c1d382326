package dev.firebreak.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its start, and writes raw records. */
final class Topics {
    private Topics() {}

    /** A reader that remembers all it has seen. */
    static Reader reader(String kafka, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        "reader-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        500,
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        return new Reader(consumer, new ArrayList<>());
    }

    static void write(String kafka, String topic, String key, byte[]... values) throws Exception {
        try (Producer<byte[], byte[]> producer = new Producers(kafka).create(Duration.ofSeconds(30))) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value))
                        .get();
            }
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    record Reader(KafkaConsumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> seen)
            implements AutoCloseable {
        /** All records of one key so far. */
        List<ConsumerRecord<byte[], byte[]>> of(String key) {
            consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
            return seen.stream()
                    .filter(record -> key.equals(new String(record.key(), StandardCharsets.UTF_8)))
                    .toList();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
