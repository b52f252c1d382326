package dev.firebreak.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * A record from Kafka, decoded.
 *
 * @param type the CloudEvents type; empty when the record has none
 */
public record Received<T>(T value, String type, @Nullable String key, String topic, int partition, long offset) {}
