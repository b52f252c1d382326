package dev.firebreak.notifier.message;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.obligation.Transition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that one receiver is owed.
 *
 * @param id the same on every try
 * @param receiver as it was configured when it was obliged
 * @param words what was said with it; null when nothing was
 * @param isHeldOver it had to wait until quiet hours were over
 * @param attempts tries so far, the one under way counted
 * @param fence grows with every claim: what an older claim learns is not written any more
 */
public record Message(
        UUID id,
        IncidentId incidentId,
        Receiver receiver,
        String lane,
        Transition transition,
        @Nullable String words,
        Instant occurredAt,
        int attempts,
        boolean isHeldOver,
        long fence) {}
