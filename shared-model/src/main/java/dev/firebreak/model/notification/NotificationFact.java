package dev.firebreak.model.notification;

import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.IncidentId;
import java.time.Duration;
import java.time.Instant;

/**
 * Proof that a receiver took a message, on {@code firebreak.notifications}.
 *
 * @param receiver the catalogue's name for it
 * @param transition what it was told, such as {@code opened}, {@code acknowledged}, {@code resolved}
 * @param after from the fact to the receiver's answer
 * @param detail what the receiver answered, such as a message's address; never a secret
 */
public record NotificationFact(
        EventId id,
        IncidentId incidentId,
        String receiver,
        String transition,
        Instant deliveredAt,
        Duration after,
        String detail) {}
