package dev.firebreak.catalog.runbook;

import java.time.Duration;

/** How many matching alerts, in how long, make an incident. */
public record AlertThreshold(int count, Duration within) {
    static final AlertThreshold FIRST = new AlertThreshold(1, Duration.ofMinutes(5));
}
