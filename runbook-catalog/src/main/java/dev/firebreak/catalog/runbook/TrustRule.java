package dev.firebreak.catalog.runbook;

import dev.firebreak.model.remediation.StepMode;

/**
 * How a step earns to go further than its {@code mode} says.
 *
 * @param promoteAfter so many good outcomes in a row take it one mode further
 * @param upTo how far at most
 */
public record TrustRule(int promoteAfter, StepMode upTo) {
    static final int USUAL_PROMOTE_AFTER = 5;
}
