package dev.firebreak.model.remediation;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import java.time.Instant;

/**
 * The answer to a dry run. Travels on {@code firebreak.remediations}; it is no remediation and changed nothing.
 *
 * @param actor who asked
 */
public record DryRunFact(EventId id, Instant occurredAt, Actor actor, DryRun report) {}
