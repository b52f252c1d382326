package dev.firebreak.notifier.obligation;

import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody must be told something, and it is not done before it is proven.
 *
 * @param vendor whose work it is, such as {@code slack}
 * @param lane the destination whose budget it takes
 * @param version the subject's version from which on a card tells it
 * @param factId the fact that is told
 */
public record Obligation(
        UUID id,
        IncidentId incidentId,
        Transition transition,
        String receiver,
        String vendor,
        String lane,
        Proof proof,
        long version,
        UUID factId,
        Instant occurredAt,
        Instant deadline) {

    /** What shows that it was told: the card stands as it should, a reply is in its thread, an event was taken. */
    public enum Proof {
        CARD,
        REPLY,
        EVENT
    }
}
