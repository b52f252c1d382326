package dev.firebreak.remediation.step;

import dev.firebreak.catalog.runbook.Arguments;
import dev.firebreak.model.incident.Incident;

/**
 * What the runbook asks for, with all expressions rendered.
 *
 * @param incident as it is now: knows the suspect and the last good deployment
 */
public record StepRequest(Arguments arguments, Incident incident) {}
