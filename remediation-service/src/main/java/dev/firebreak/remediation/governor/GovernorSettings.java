package dev.firebreak.remediation.governor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds over all runbooks.
 *
 * @param remediationsAtOnce that have acted and are not finished
 * @param remediationsPerHour that have acted
 * @param rollbacksPerService that nobody was asked about, within {@code rollbackWindow}
 * @param attemptsPerIncident of one action on one target
 * @param staleAfter an alert older than that, and no younger yes of a person: nothing acts
 */
@ConfigurationProperties("firebreak.budget")
public record GovernorSettings(
        @DefaultValue("3") int remediationsAtOnce,
        @DefaultValue("5") int remediationsPerHour,
        @DefaultValue("1") int rollbacksPerService,
        @DefaultValue("30m") Duration rollbackWindow,
        @DefaultValue("2") int attemptsPerIncident,
        @DefaultValue("15m") Duration staleAfter) {}
