package dev.firebreak.benchmarks;

import dev.firebreak.model.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Hands facts to the broker, as the service does whose facts they are. */
final class FactProducer implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    FactProducer(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0", "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(WireMessage message) {
        send(message, () -> {});
    }

    /** @param acknowledged once the broker has it */
    void send(WireMessage message, Runnable acknowledged) {
        var record = new ProducerRecord<>(message.topic().topicName(), message.key(), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(record, (_, failure) -> {
            if (failure != null) {
                throw new IllegalStateException("the broker refused a record", failure);
            }
            acknowledged.run();
        });
    }

    /** Until the broker has all of them. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
