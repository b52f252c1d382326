package dev.firebreak.incident.recording;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keptFor the retention that the topic of alerts is given at start; zero leaves it as it is
 * @param exportsAtMost at a time; more are told to come back later
 * @param stalledAfter who takes nothing for so long is cut
 */
@ConfigurationProperties("firebreak.recording")
record RecordingSettings(
        @DefaultValue("35d") Duration keptFor,
        @DefaultValue("2") int exportsAtMost,
        @DefaultValue("60s") Duration stalledAfter) {}
