package dev.firebreak.catalog.runbook;

import java.time.Duration;

/**
 * The proof that an action helped.
 *
 * @param consecutive successes in a row that count as recovered
 * @param within how long that may take
 */
public record Verification(String check, Parameters with, int consecutive, Duration every, Duration within) {}
