package dev.firebreak.ingest.spill;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The table for when Kafka is away.
 *
 * @param answerWithin until the database must have committed, after Kafka did not acknowledge; with Kafka's own time-out
 *     it has to be less than the second that Sentry waits
 * @param maxRows that may wait; beyond them senders are asked to come again
 * @param maxQueued bytes that wait in memory for the next commit
 * @param lookEvery how often the table is looked at when nothing is known to wait in it
 */
@ConfigurationProperties("firebreak.ingest.spill")
record SpillSettings(
        @DefaultValue("400ms") Duration answerWithin,
        @DefaultValue("1000000") long maxRows,
        @DefaultValue("16MB") DataSize maxQueued,
        @DefaultValue("1s") Duration lookEvery) {}
