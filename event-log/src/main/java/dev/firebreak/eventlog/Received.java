package dev.firebreak.eventlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record from Kafka, decoded.
 *
 * @param type the CloudEvents type; empty when the record has none
 */
public record Received<T>(T value, String type, @Nullable String key, String topic, int partition, long offset) {
    /** What a batch says, without where it was found. */
    public static <T> List<T> values(List<Received<T>> batch) {
        return batch.stream().map(Received::value).toList();
    }
}
