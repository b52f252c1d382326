package dev.firebreak.eventlog;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes producers that count a record as written only when all in-sync replicas have it. */
record Producers(String bootstrapServers) {
    private static final int LARGEST_REQUEST = 8 * 1024 * 1024;

    /** @param deliveryTimeout after it a record counts as failed, and later ones may overtake it */
    Producer<byte[], byte[]> create(Duration deliveryTimeout) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST_REQUEST,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) Math.min(deliveryTimeout.toMillis(), Integer.MAX_VALUE)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
