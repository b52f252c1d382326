package dev.firebreak.incident.inhibition;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;

/**
 * An alert of an open incident that may mute others.
 *
 * @param system whose rules it goes by
 */
public record Inhibitor(IncidentId incident, long number, String correlationKey, String system, Alert alert) {}
