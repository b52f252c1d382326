package dev.firebreak.eventlog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param bootstrapServers Kafka, as {@code host:port}, comma-separated
 * @param pollInterval how long the relay sleeps when nobody wakes it, and how often another instance asks for its place
 * @param batchSize most events published in one go
 * @param inboxKeptFor how long a repeat is recognised; PagerDuty repeats for 48 h
 * @param handlingTimeout a batch that takes longer is redelivered; stay below {@code max.poll.interval.ms}
 * @param slowestRetry longest pause between two tries of a batch that the database or the broker refused
 */
@ConfigurationProperties("firebreak.event-log")
public record EventLogSettings(
        String bootstrapServers,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("500") int batchSize,
        @DefaultValue("7d") Duration inboxKeptFor,
        @DefaultValue("60s") Duration handlingTimeout,
        @DefaultValue("10s") Duration slowestRetry) {}
