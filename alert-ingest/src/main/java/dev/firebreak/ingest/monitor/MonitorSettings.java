package dev.firebreak.ingest.monitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How monitors are run.
 *
 * @param enabled false for an instance that leaves them to others
 * @param claimEvery how often an instance asks whose turn it is
 * @param atOnce looks of one instance at the same time
 * @param repeatEvery how often an alert that goes on is told again
 * @param blindAfter how long nothing can be seen until that is an alert itself
 * @param leaseMargin beyond a look's time limit, until another instance may take it over
 */
@ConfigurationProperties("firebreak.monitors")
record MonitorSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("500ms") Duration claimEvery,
        @DefaultValue("32") int atOnce,
        @DefaultValue("1h") Duration repeatEvery,
        @DefaultValue("10m") Duration blindAfter,
        @DefaultValue("10s") Duration leaseMargin) {}
