package dev.firebreak.remediation.step;

import dev.firebreak.catalog.runbook.Arguments;
import dev.firebreak.catalog.system.PrometheusServer;
import dev.firebreak.model.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * What the runbook asks for, with all expressions rendered.
 *
 * @param incident as it is now: knows the suspect and the last good deployment
 * @param prometheus the system's own; null when it names none
 */
public record StepRequest(
        Arguments arguments, Incident incident, @Nullable PrometheusServer prometheus) {}
