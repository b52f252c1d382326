package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.RunbookRef;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of one alert.
 *
 * @param runbook null when none matched and the incident only needs a person
 * @param threshold how many alerts in which time open an incident
 * @param reason which rule matched, in the catalogue's words
 * @param catalogVersion content hash of the catalogue that said so
 */
public record Ruling(
        SystemDefinition system,
        ServiceDefinition service,
        @Nullable RunbookRef runbook,
        SeverityLevel level,
        String correlationKey,
        Threshold threshold,
        Terms terms,
        String reason,
        String catalogVersion) {}
