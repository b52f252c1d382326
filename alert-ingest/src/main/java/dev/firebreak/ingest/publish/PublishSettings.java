package dev.firebreak.ingest.publish;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How signals get to Kafka.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param deliveryTimeout until the broker must have acknowledged; beyond it the sender is asked to send again
 * @param linger how long to wait for more records to send together; under load they gather by themselves
 * @param maxRecord what the broker takes at most in one record ({@code message.max.bytes})
 * @param partitions of topics that are missing at start
 * @param replication of topics that are missing at start; -1 is the broker's default
 */
@ConfigurationProperties("firebreak.ingest.kafka")
record PublishSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue("500ms") Duration deliveryTimeout,
        @DefaultValue("0ms") Duration linger,
        @DefaultValue("1MB") DataSize maxRecord,
        @DefaultValue("6") int partitions,
        @DefaultValue("-1") short replication) {}
