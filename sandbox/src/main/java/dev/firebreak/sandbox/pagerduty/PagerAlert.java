package dev.firebreak.sandbox.pagerduty;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One alert of one integration.
 *
 * @param routingKey its last four characters: the key is a secret
 * @param triggers how many trigger events were joined in it
 */
record PagerAlert(
        String routingKey,
        String dedupKey,
        String state,
        String severity,
        String summary,
        int triggers,
        Instant openedAt,
        Instant changedAt,
        JsonNode details) {
    static final String RESOLVED = "resolved";

    boolean isOpen() {
        return !state.equals(RESOLVED);
    }

    PagerAlert becomes(String newState, Instant now) {
        return new PagerAlert(routingKey, dedupKey, newState, severity, summary, triggers, openedAt, now, details);
    }

    PagerAlert triggeredAgain(Instant now) {
        return new PagerAlert(routingKey, dedupKey, state, severity, summary, triggers + 1, openedAt, now, details);
    }
}
