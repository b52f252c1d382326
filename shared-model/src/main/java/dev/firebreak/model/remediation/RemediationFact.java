package dev.firebreak.model.remediation;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import java.time.Instant;

/**
 * One entry of a remediation's log, as it is stored and as it travels on {@code firebreak.remediations}.
 *
 * @param seq counts up from 1 within the remediation, without gaps
 * @param remediation the remediation right after this event
 */
public record RemediationFact(
        EventId id,
        long seq,
        Instant occurredAt,
        Actor actor,
        String catalogVersion,
        RemediationEvent event,
        Remediation remediation) {}
