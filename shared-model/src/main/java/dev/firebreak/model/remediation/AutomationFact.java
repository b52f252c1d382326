package dev.firebreak.model.remediation;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import java.time.Instant;

/**
 * The kill switch moved. Travels on {@code firebreak.remediations} beside the facts about remediations.
 *
 * @param scope {@code global}, {@code system:NAME}, {@code service:SYSTEM/NAME} or {@code action:TYPE}
 * @param paused true from here on nothing in the scope acts
 */
public record AutomationFact(
        EventId id, Instant occurredAt, Actor actor, String scope, boolean paused, String reason) {}
