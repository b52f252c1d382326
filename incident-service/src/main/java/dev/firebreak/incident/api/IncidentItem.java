package dev.firebreak.incident.api;

import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list, as column {@code line} has it beside the whole state.
 *
 * @param drill an exercise: nobody is woken and nothing is done
 */
record IncidentItem(
        IncidentId id,
        long number,
        String title,
        IncidentState state,
        Severity severity,
        String level,
        String levelTitle,
        String system,
        String service,
        @Nullable RunbookRef runbook,
        int firingCount,
        int alertCount,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant mitigatedAt,
        @Nullable Instant resolvesAt,
        @Nullable Instant resolvedAt,
        Instant updatedAt,
        @Nullable IncidentRef mergedInto,
        @Nullable Integer flapCount,
        boolean drill) {}
