package dev.firebreak.incident.deadline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param lookEvery how late a deadline may be noticed
 * @param traceKeptFor how long the path of an alert can be asked for
 * @param lettersKeptFor how long a dead letter is kept after it was replayed or discarded
 */
@ConfigurationProperties("firebreak.deadline")
record DeadlineSettings(
        @DefaultValue("500ms") Duration lookEvery,
        @DefaultValue("14d") Duration traceKeptFor,
        @DefaultValue("30d") Duration lettersKeptFor) {}
