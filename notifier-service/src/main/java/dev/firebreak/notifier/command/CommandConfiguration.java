package dev.firebreak.notifier.command;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A producer that gives up before Slack does: a person can press again, a command that comes late cannot be taken back. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
    private static final int GIVES_UP_MILLIS = 1_200;

    @Bean(destroyMethod = "close")
    Producer<byte[], byte[]> commandProducer(@Value("${firebreak.event-log.bootstrap-servers}") String servers) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "notifier-service-commands",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                GIVES_UP_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                GIVES_UP_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                GIVES_UP_MILLIS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService commandThreads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    CommandPublisher commandPublisher(Producer<byte[], byte[]> commandProducer, ExecutorService commandThreads) {
        return new CommandPublisher(commandProducer, commandThreads);
    }
}
