package dev.firebreak.model.wire;

import java.util.Map;

/**
 * A message ready for Kafka: CloudEvents 1.0 in binary mode.
 *
 * @param headers all CloudEvents attributes and the content type, by their Kafka header names
 * @param value JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go to the producer as they are
public record WireMessage(Topic topic, String key, Map<String, String> headers, byte[] value) {
    public WireMessage {
        headers = Map.copyOf(headers);
    }
}
