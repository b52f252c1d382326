package dev.firebreak.notifier.obligation;

import dev.firebreak.model.incident.IncidentId;
import java.time.Duration;
import java.time.Instant;

/**
 * A receiver was told, and its answer proves it.
 *
 * @param after from the fact to the answer
 */
public record Settled(IncidentId incidentId, String receiver, String transition, Instant at, Duration after) {}
