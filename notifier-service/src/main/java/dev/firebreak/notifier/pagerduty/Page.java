package dev.firebreak.notifier.pagerduty;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.obligation.Transition;
import java.util.UUID;

/**
 * One event that PagerDuty is owed.
 *
 * @param fence grows with every claim: what an older claim learns is not written any more
 */
record Page(
        UUID id,
        IncidentId incidentId,
        String receiver,
        String lane,
        Transition transition,
        int attempts,
        long fence) {}
