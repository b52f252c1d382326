package dev.firebreak.remediation.execution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How turns are taken.
 *
 * @param lease how long a turn holds a remediation unless it says that it is still there
 * @param margin a call must be over that long before its lease is
 * @param pollInterval how often due remediations are looked for that nobody woke
 * @param atOnce turns at the same time in this instance
 * @param maxAsks how often people are asked again because the plan changed
 * @param stopWithin how long a shutdown waits for turns to end
 */
@ConfigurationProperties("firebreak.execution")
public record ExecutionSettings(
        @DefaultValue("60s") Duration lease,
        @DefaultValue("10s") Duration margin,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("24") int atOnce,
        @DefaultValue("3") int maxAsks,
        @DefaultValue("20s") Duration stopWithin) {}
