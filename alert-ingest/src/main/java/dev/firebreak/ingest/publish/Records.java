package dev.firebreak.ingest.publish;

import dev.firebreak.model.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Messages as Kafka's records. */
public final class Records {
    /** Headers of ours, and what Kafka writes around a record. */
    private static final int AROUND_VALUE = 2048;

    private Records() {}

    public static ProducerRecord<String, byte[]> of(WireMessage message) {
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(message.topic().topicName(), null, message.key(), message.value(), headers);
    }

    /** At most so many bytes. */
    static int size(WireMessage message) {
        return message.value().length + 2 * message.key().length() + AROUND_VALUE;
    }
}
