package dev.firebreak.sandbox.pagerduty;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An event as it came, with what is wrong about it. */
record PagerEvent(JsonNode body) {
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final int MOST_DEDUP_KEY = 255;
    private static final int ROUTING_KEY = 32;
    private static final int MOST_SUMMARY = 1024;

    /** Keys of the sandbox's own integration need not look like the real ones. */
    private static final String SANDBOX = "sandbox";

    /** Empty when PagerDuty would take it. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        if (routingKey().length() != ROUTING_KEY && !routingKey().startsWith(SANDBOX)) {
            errors.add("'routing_key' is missing or has the wrong length");
        }
        if (!ACTIONS.contains(action())) {
            errors.add("'event_action' must be trigger, acknowledge or resolve");
        }
        if (dedupKey().length() > MOST_DEDUP_KEY) {
            errors.add("'dedup_key' is longer than 255 characters");
        }
        if (action().equals("trigger")) {
            payloadErrors(errors);
        } else if (dedupKey().isEmpty()) {
            errors.add("'dedup_key' is missing or blank");
        }
        return errors;
    }

    private void payloadErrors(List<String> errors) {
        JsonNode payload = body.path("payload");
        if (payload.path("summary").asString("").isBlank()) {
            errors.add("'payload.summary' is missing or blank");
        }
        if (payload.path("source").asString("").isBlank()) {
            errors.add("'payload.source' is missing or blank");
        }
        if (!SEVERITIES.contains(severity())) {
            errors.add("'payload.severity' is invalid (must be one of critical, error, warning, info)");
        }
    }

    String routingKey() {
        return body.path("routing_key").asString("");
    }

    String routingKeyEnd() {
        String key = routingKey();
        return "…" + key.substring(Math.max(0, key.length() - 4));
    }

    String action() {
        return body.path("event_action").asString("");
    }

    String dedupKey() {
        return body.path("dedup_key").asString("");
    }

    String severity() {
        return body.path("payload").path("severity").asString("");
    }

    /** Cut where PagerDuty cuts it. */
    String summary() {
        String summary = body.path("payload").path("summary").asString("");
        return summary.length() <= MOST_SUMMARY ? summary : summary.substring(0, MOST_SUMMARY);
    }

    JsonNode details() {
        return body.path("payload").path("custom_details");
    }
}
