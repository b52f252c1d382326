package dev.firebreak.ingest.spill;

import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** A message as it stands in the table. Its text is what Kafka gets, byte for byte. */
record SpilledRow(long position, String topic, String key, String headers, String value) {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    static String headers(WireMessage message) {
        return Wire.JSON.writeValueAsString(new TreeMap<>(message.headers()));
    }

    static String value(WireMessage message) {
        return new String(message.value(), StandardCharsets.UTF_8);
    }

    WireMessage message() {
        Topic known = Arrays.stream(Topic.values())
                .filter(candidate -> candidate.topicName().equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no topic " + topic));
        return new WireMessage(
                known, key, Wire.JSON.readValue(headers, HEADERS), value.getBytes(StandardCharsets.UTF_8));
    }
}
