package dev.firebreak.notifier.obligation;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody must be told something, and it is not done before it is proven.
 *
 * @param vendor whose work it is, such as {@code slack}
 * @param lane the destination whose budget it takes
 * @param version the subject's version from which on a card tells it
 * @param factId the fact that is told
 * @param deadline until when it must be proven
 * @param rank what goes first in a queue, by {@link Rank}
 * @param words what was said with the fact; null when nothing was
 * @param heldUntil the end of the receiver's quiet hours; null when it is told at once
 */
public record Obligation(
        UUID id,
        IncidentId incidentId,
        Transition transition,
        Receiver receiver,
        String vendor,
        String lane,
        Proof proof,
        long version,
        UUID factId,
        Instant occurredAt,
        Instant deadline,
        int rank,
        @Nullable String words,
        @Nullable Instant heldUntil) {

    /** What shows that it was told: the card stands as it should, a reply is in its thread, an event was taken. */
    public enum Proof {
        CARD,
        REPLY,
        EVENT
    }
}
