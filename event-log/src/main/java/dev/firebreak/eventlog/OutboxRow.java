package dev.firebreak.eventlog;

import dev.firebreak.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import tools.jackson.core.type.TypeReference;

/** One unpublished row. */
record OutboxRow(long position, String topic, String key, String headers, String value, Instant occurredAt) {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    ProducerRecord<byte[], byte[]> toRecord() {
        List<Header> recordHeaders = new ArrayList<>();
        Wire.JSON
                .readValue(headers, HEADERS)
                .forEach((name, text) -> recordHeaders.add(new RecordHeader(name, utf8(text))));
        return new ProducerRecord<>(topic, null, utf8(key), utf8(value), recordHeaders);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
