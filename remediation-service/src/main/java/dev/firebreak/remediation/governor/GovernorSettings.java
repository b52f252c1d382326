package dev.firebreak.remediation.governor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds over all runbooks.
 *
 * @param remediationsAtOnce that have acted and are not finished; below 0 for no bound
 * @param remediationsPerHour that have acted; below 0 for no bound
 * @param rollbacksPerService that nobody was asked about, within {@code rollbackWindow}
 * @param attemptsPerIncident of one action on one target
 * @param staleAfter an alert older than that, and no younger yes of a person: nothing acts
 * @param maxShare of a system's services in trouble: more than that, and nothing acts there
 * @param openIncidents of a system: more than that, and nothing acts there; 0 for no bound
 * @param failuresInARow of a system's remediations, and nothing acts there until a person says so; 0 for no bound
 */
@ConfigurationProperties("firebreak.budget")
public record GovernorSettings(
        @DefaultValue("3") int remediationsAtOnce,
        @DefaultValue("5") int remediationsPerHour,
        @DefaultValue("1") int rollbacksPerService,
        @DefaultValue("30m") Duration rollbackWindow,
        @DefaultValue("2") int attemptsPerIncident,
        @DefaultValue("15m") Duration staleAfter,
        @DefaultValue("0.4") double maxShare,
        @DefaultValue("10") int openIncidents,
        @DefaultValue("2") int failuresInARow) {}
