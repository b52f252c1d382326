package dev.firebreak.incident.correlation;

import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.incident.threshold.Bucket;

/** An alert that a threshold counts beside those that its runbook is for. */
public record Observation(
        String correlationKey, String runbook, String counter, AlertThreshold threshold, Bucket bucket) {}
