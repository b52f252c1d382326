package dev.firebreak.ingest.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The two kinds of producer: all replicas have to acknowledge in both, they differ in how long they try. */
public final class Producers {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int BATCH_BYTES = 128 * 1024;
    private static final long LARGEST_BUFFER = 32L * 1024 * 1024;
    private static final int HEAP_OF_A_BUFFERED_BYTE = 16;

    private final PublishSettings settings;

    Producers(PublishSettings settings) {
        this.settings = settings;
    }

    /** For requests: never makes its caller wait, and gives up while the sender still listens. */
    Producer<String, byte[]> hasty() {
        int delivery = Math.toIntExact(settings.deliveryTimeout().toMillis());
        int linger = Math.toIntExact(settings.linger().toMillis());
        return create(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "alert-ingest",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                delivery,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                delivery - linger,
                ProducerConfig.LINGER_MS_CONFIG,
                linger,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                0));
    }

    /**
     * For the drain: never gives up on a record, so none can overtake another. Who has waited long enough closes it,
     * and begins anew with the first one that was not acknowledged.
     */
    public Producer<String, byte[]> patient() {
        return create(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "alert-ingest-drain",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(REQUEST_TIMEOUT.toMillis()),
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Math.toIntExact(REQUEST_TIMEOUT.toMillis())));
    }

    private Producer<String, byte[]> create(Map<String, Object> own) {
        Map<String, Object> config = new HashMap<>(own);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Math.toIntExact(settings.maxRecord().toBytes()));
        // A broker takes one request of a connection after the other. While one is under way the next ones gather into
        // larger batches, each of which costs the broker one write, and one flush where it flushes.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Math.min(LARGEST_BUFFER, Runtime.getRuntime().maxMemory() / HEAP_OF_A_BUFFERED_BYTE));
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
