package dev.firebreak.model.remediation;

import dev.firebreak.model.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bounds over all automation, told whenever remediation-service starts. Travels on {@code firebreak.remediations}.
 *
 * @param remediationsAtOnce that act at the same time
 * @param remediationsPerHour that acted
 * @param rollbacksPerService that nobody was asked about, within {@code rollbackWindow}
 * @param attemptsPerIncident of one action on one target
 * @param staleAfter nothing acts on alerts older than that
 * @param maxShare of a system's services in trouble; a system may have its own
 * @param openIncidents of a system; 0 for no bound; a system may have its own
 * @param failuresInARow of a system's remediations; 0 for no bound; a system may have its own
 * @param rollbackActions that count as rollbacks; null when an older version tells
 */
public record BoundsFact(
        EventId id,
        Instant occurredAt,
        int remediationsAtOnce,
        int remediationsPerHour,
        int rollbacksPerService,
        Duration rollbackWindow,
        int attemptsPerIncident,
        Duration staleAfter,
        double maxShare,
        int openIncidents,
        int failuresInARow,
        @Nullable List<String> rollbackActions) {
    public BoundsFact {
        rollbackActions = rollbackActions == null ? null : List.copyOf(rollbackActions);
    }
}
