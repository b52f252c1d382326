package dev.firebreak.sandbox.sender;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A webhook of Sentry's integration platform.
 *
 * @param template event-alert, metric-alert or issue
 * @param id of the issue or the metric alert
 */
record SentryAlert(
        @Nullable String template,
        @Nullable String action,
        @Nullable String project,
        @Nullable String title,
        @Nullable String level,
        @Nullable String environment,
        @Nullable String id,
        @Nullable Integer times,
        @Nullable Boolean bytes) {
    private static final String INSTALLATION = "a8e5d37a-696c-4c54-adb5-b3f28d64c7de";
    private static final int PROJECT_NUMBER = 4505;

    /** The header {@code Sentry-Hook-Resource}. */
    String resource() {
        return switch (template()) {
            case "event-alert" -> "event_alert";
            case "metric-alert" -> "metric_alert";
            case "issue" -> "issue";
            default -> throw new IllegalArgumentException("'template' is event-alert, metric-alert or issue");
        };
    }

    @Override
    public String template() {
        return or(template, "event-alert");
    }

    String toJson(JsonMapper json, Instant now) {
        String resource = resource();
        ObjectNode body = json.createObjectNode().put("action", or(action, usualAction(resource)));
        body.putObject("installation").put("uuid", INSTALLATION);
        ObjectNode data = body.putObject("data");
        switch (resource) {
            case "event_alert" -> eventAlert(data, now);
            case "metric_alert" -> metricAlert(data, now, or(action, "critical"));
            default -> issue(data.putObject("issue"), now);
        }
        body.putObject("actor").put("type", "application").put("id", "sentry").put("name", "Sentry");
        return json.writeValueAsString(body);
    }

    private static String usualAction(String resource) {
        return switch (resource) {
            case "event_alert" -> "triggered";
            case "metric_alert" -> "critical";
            default -> "created";
        };
    }

    private void eventAlert(ObjectNode data, Instant now) {
        String eventId = UUID.randomUUID().toString().replace("-", "");
        String slug = or(project, "voiceaitraining");
        ObjectNode event = data.putObject("event")
                .put("event_id", eventId)
                .put("issue_id", or(id, "1117540176"))
                .put("project", PROJECT_NUMBER)
                .put("title", or(title, "TypeError: Cannot read properties of undefined (reading 'session')"))
                .put("culprit", "app/api/session/route")
                .put("level", or(level, "error"))
                .put("platform", "javascript")
                .put("environment", or(environment, "production"))
                .put("datetime", now.toString())
                .put("timestamp", now.toEpochMilli() / 1000.0)
                .put("url", "https://sentry.io/api/0/projects/sandbox/%s/events/%s/".formatted(slug, eventId))
                .put(
                        "issue_url",
                        "https://sentry.io/api/0/organizations/sandbox/issues/%s/".formatted(or(id, "1117540176")))
                .put(
                        "web_url",
                        "https://sentry.io/organizations/sandbox/issues/%s/events/%s/"
                                .formatted(or(id, "1117540176"), eventId));
        event.putArray("tags").addArray().add("environment").add(or(environment, "production"));
        data.put("triggered_rule", "Production errors");
    }

    private void metricAlert(ObjectNode data, Instant now, String state) {
        ObjectNode alert = data.putObject("metric_alert")
                .put("id", or(id, "12"))
                .put("identifier", or(id, "12"))
                .put("organization_id", "5")
                .put("title", or(title, "Error rate above 5 %"))
                .put("status", state.equals("resolved") ? 2 : state.equals("warning") ? 10 : 20)
                .put("status_method", 3)
                .put("type", 2)
                .put("date_started", now.minusSeconds(60).toString())
                .put("date_detected", now.toString())
                .put("date_created", now.toString())
                .put("date_closed", state.equals("resolved") ? now.toString() : null);
        alert.putArray("projects").add(or(project, "voiceaitraining"));
        ObjectNode rule = alert.putObject("alert_rule")
                .put("id", "7")
                .put("name", or(title, "Error rate above 5 %"))
                .put("aggregate", "percentage(errors)")
                .put("dataset", "events")
                .put("query", "is:unresolved")
                .put("time_window", 5)
                .put("threshold_type", 0);
        rule.putNull("environment");
        data.put("description_title", state + ": " + or(title, "Error rate above 5 %"))
                .put("description_text", "7.3 % of requests in the last 5 minutes")
                .put("web_url", "https://sentry.io/organizations/sandbox/alerts/rules/details/7/");
    }

    private void issue(ObjectNode issue, Instant now) {
        String slug = or(project, "voiceaitraining");
        issue.put("id", or(id, "1117540176"))
                .put("shortId", "WEB-1")
                .put("title", or(title, "TypeError: Cannot read properties of undefined (reading 'session')"))
                .put("culprit", "app/api/session/route")
                .put("level", or(level, "error"))
                .put("status", "resolved".equals(action) ? "resolved" : "unresolved")
                .put("platform", "javascript")
                .put("type", "error")
                .put("count", "101")
                .put("userCount", 42)
                .put("firstSeen", now.minusSeconds(300).toString())
                .put("lastSeen", now.toString())
                .put("permalink", "https://sentry.io/organizations/sandbox/issues/%s/".formatted(or(id, "1117540176")));
        issue.putObject("statusDetails");
        issue.putObject("metadata").put("type", "TypeError");
        issue.putNull("assignedTo");
        issue.putObject("project")
                .put("id", String.valueOf(PROJECT_NUMBER))
                .put("name", slug)
                .put("slug", slug)
                .put("platform", "javascript");
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
