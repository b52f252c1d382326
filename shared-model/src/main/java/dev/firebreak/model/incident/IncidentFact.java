package dev.firebreak.model.incident;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import java.time.Instant;

/**
 * One entry of an incident's log, as it is stored and as it travels on {@code firebreak.incidents}.
 *
 * @param seq counts up from 1 within the incident, without gaps
 * @param catalogVersion content hash of the catalogue that the decision was made with
 * @param incident the incident right after this event, so that no reader calls back
 */
public record IncidentFact(
        EventId id,
        long seq,
        Instant occurredAt,
        Actor actor,
        String catalogVersion,
        IncidentEvent event,
        Incident incident) {}
