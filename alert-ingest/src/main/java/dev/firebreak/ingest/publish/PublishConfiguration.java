package dev.firebreak.ingest.publish;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One producer for all requests: it batches by itself. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    @Bean(destroyMethod = "") // closed by the connection, with a time limit
    Producer<String, byte[]> producer(PublishSettings settings) {
        return new KafkaProducer<>(producerConfig(settings), new StringSerializer(), new ByteArraySerializer());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KafkaConnection kafkaConnection(PublishSettings settings, Producer<String, byte[]> producer) {
        return new KafkaConnection(settings, producer, CLOSE_TIMEOUT);
    }

    @Bean
    SignalPublisher signalPublisher(Producer<String, byte[]> producer) {
        return new KafkaSignalPublisher(producer);
    }

    /** Part of readiness: without the broker every answer would be "come again". */
    @Bean("broker")
    HealthIndicator broker(KafkaConnection connection) {
        return () -> connection.isUp()
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("reason", "the broker does not answer")
                        .build();
    }

    private static Map<String, Object> producerConfig(PublishSettings settings) {
        int delivery = Math.toIntExact(settings.deliveryTimeout().toMillis());
        int linger = Math.toIntExact(settings.linger().toMillis());
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "alert-ingest"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery - linger),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, linger),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000));
    }
}
