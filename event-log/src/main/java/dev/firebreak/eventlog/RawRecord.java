package dev.firebreak.eventlog;

import dev.firebreak.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * A record as it came from Kafka.
 *
 * @param group who reads it; null when the container does not say
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go on as they are
public record RawRecord(
        @Nullable String group,
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        Map<String, byte[]> headers,
        byte @Nullable [] value) {

    static RawRecord one(Message<byte[]> message) {
        MessageHeaders headers = message.getHeaders();
        return new RawRecord(
                headers.get(KafkaHeaders.GROUP_ID, String.class),
                required(headers, KafkaHeaders.RECEIVED_TOPIC, String.class),
                required(headers, KafkaHeaders.RECEIVED_PARTITION, Integer.class),
                required(headers, KafkaHeaders.OFFSET, Long.class),
                bytes(headers.get(KafkaHeaders.RECEIVED_KEY)),
                recordHeaders(headers),
                bytes(message.getPayload()));
    }

    static List<RawRecord> batch(Message<List<byte[]>> message) {
        MessageHeaders headers = message.getHeaders();
        List<?> topics = required(headers, KafkaHeaders.RECEIVED_TOPIC, List.class);
        List<?> partitions = required(headers, KafkaHeaders.RECEIVED_PARTITION, List.class);
        List<?> offsets = required(headers, KafkaHeaders.OFFSET, List.class);
        List<?> keys = required(headers, KafkaHeaders.RECEIVED_KEY, List.class);
        List<?> converted = required(headers, KafkaHeaders.BATCH_CONVERTED_HEADERS, List.class);
        List<?> values = message.getPayload();
        List<RawRecord> records = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            records.add(new RawRecord(
                    headers.get(KafkaHeaders.GROUP_ID, String.class),
                    (String) topics.get(i),
                    (Integer) partitions.get(i),
                    (Long) offsets.get(i),
                    bytes(keys.get(i)),
                    recordHeaders((Map<?, ?>) converted.get(i)),
                    bytes(values.get(i))));
        }
        return records;
    }

    /** The CloudEvents type; empty when it has none. */
    public String type() {
        return header(Wire.TYPE).orElse("");
    }

    /** A header as text. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Nullable
    String keyText() {
        byte[] bytes = key;
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Spring's own headers ({@code kafka_…}, {@code id}, {@code timestamp}) are not text or bytes, or are named so. */
    private static Map<String, byte[]> recordHeaders(Map<?, ?> headers) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            byte @Nullable [] bytes = bytes(value);
            String text = String.valueOf(name);
            if (bytes != null && !text.startsWith(KafkaHeaders.PREFIX)) {
                found.put(text, bytes);
            }
        });
        return found;
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        return switch (value) {
            case byte[] raw -> raw;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case null, default -> null;
        };
    }

    private static <T> T required(MessageHeaders headers, String name, Class<T> type) {
        return Objects.requireNonNull(headers.get(name, type), () -> "no Kafka header " + name);
    }
}
