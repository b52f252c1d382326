package dev.firebreak.ingest.publish;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One producer for all requests: it batches by itself. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration BREAKER_OPEN = Duration.ofMillis(500);
    private static final Duration BREAKER_HALF_OPEN = Duration.ofSeconds(5); // were a try to get lost, others may try

    @Bean(destroyMethod = "") // closed by the connection, with a time limit
    Producer<String, byte[]> producer(Producers producers) {
        return producers.hasty();
    }

    @Bean
    Producers producers(PublishSettings settings) {
        return new Producers(settings);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KafkaConnection kafkaConnection(PublishSettings settings, Producer<String, byte[]> producer) {
        return new KafkaConnection(settings, producer, CLOSE_TIMEOUT);
    }

    @Bean
    Broker broker(Producer<String, byte[]> producer, KafkaConnection connection, PublishSettings settings) {
        return new KafkaBroker(
                producer,
                breaker(),
                connection::isUp,
                Math.toIntExact(settings.maxRecord().toBytes()));
    }

    /** Told; what readiness asks is whether alerts can be stored, with or without the broker. */
    @Bean
    HealthIndicator brokerHealthIndicator(KafkaConnection connection) {
        return () -> connection.isUp()
                ? Health.up().build()
                : Health.unknown()
                        .withDetail("reason", "the broker does not answer")
                        .build();
    }

    /** Opens when half of the last bodies were not acknowledged, and lets a few try again twice a second. */
    private static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "kafka",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(100)
                        .waitDurationInOpenState(BREAKER_OPEN)
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .maxWaitDurationInHalfOpenState(BREAKER_HALF_OPEN)
                        .writableStackTraceEnabled(false)
                        .build());
    }
}
