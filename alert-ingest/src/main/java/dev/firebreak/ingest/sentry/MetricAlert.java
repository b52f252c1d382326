package dev.firebreak.ingest.sentry;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Digest;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SourceTimes;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A metric crossed a bound, one way or the other. The action is what counts: the numbers in the data lag behind it. */
final class MetricAlert {
    private static final String ALERT = "/data/metric_alert";
    private static final String RULE = ALERT + "/alert_rule";

    private MetricAlert() {}

    static Reading read(JsonFields fields, String action, Instant receivedAt) {
        Optional<Severity> severity = severity(action);
        if (severity.isEmpty()) {
            return Reading.dropped("metric_alert_other_action");
        }
        fields.requireContainer(ALERT, "expected the metric alert");
        String id = fields.require(ALERT + "/id", "expected the id of Sentry's incident");
        boolean resolved = action.equals("resolved");
        String name = Objects.requireNonNullElse(fields.firstText(RULE + "/name", ALERT + "/title"), "metric_alert");
        String project = fields.firstText(ALERT + "/projects/0", RULE + "/projects/0");
        return Reading.of(Alerts.received(new Alert(
                AlertId.next(),
                deliveryKey(fields, id, action),
                SentrySource.NAME,
                "metric_alert",
                resolved ? AlertStatus.RESOLVED : AlertStatus.FIRING,
                name,
                severity.get(),
                "sentry-metric-" + id, // a warning after a critical is the same thing, getting better
                project == null ? "unknown" : project,
                project,
                fields.firstText(RULE + "/environment"),
                null,
                Objects.requireNonNullElse(fields.firstText("/data/description_title", ALERT + "/title"), name),
                description(fields),
                labels(fields),
                Map.of(),
                new Links().add("Sentry alert", fields.text("/data/web_url")).list(),
                startedAt(fields).orElse(receivedAt),
                resolved ? closedAt(fields).orElse(receivedAt) : null,
                receivedAt)));
    }

    private static Optional<Severity> severity(String action) {
        return switch (action) {
            case "critical" -> Optional.of(Severity.CRITICAL);
            case "open" -> Optional.of(Severity.ERROR);
            case "warning" -> Optional.of(Severity.WARNING);
            case "resolved" -> Optional.of(Severity.INFO);
            default -> Optional.empty();
        };
    }

    /** The words tell a second critical, after a warning in between, from a repeat of the first. */
    private static String deliveryKey(JsonFields fields, String id, String action) {
        return "sentry:"
                + Digest.of(
                        "metric_alert",
                        fields.text("/installation/uuid"),
                        id,
                        action,
                        fields.text(ALERT + "/date_detected"),
                        fields.text(ALERT + "/date_closed"),
                        fields.text("/data/description_text"));
    }

    private static Optional<Instant> startedAt(JsonFields fields) {
        return SourceTimes.parseLeniently(
                fields.firstText(ALERT + "/date_started", ALERT + "/date_detected", ALERT + "/date_created"));
    }

    /** Often null although the alert is resolved. */
    private static Optional<Instant> closedAt(JsonFields fields) {
        return SourceTimes.parseLeniently(fields.text(ALERT + "/date_closed"));
    }

    /** Sentry sends a backslash and an n where a new line is meant. */
    private static @Nullable String description(JsonFields fields) {
        String text = fields.firstText("/data/description_text");
        return text == null ? null : text.replace("\\n", "\n");
    }

    private static Map<String, String> labels(JsonFields fields) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String field : new String[] {"aggregate", "dataset", "query", "time_window"}) {
            put(labels, field, fields.firstText(RULE + "/" + field));
        }
        put(labels, "alert_rule_id", fields.firstText(RULE + "/id"));
        put(labels, "environment", fields.firstText(RULE + "/environment"));
        put(labels, "metric_alert_id", fields.firstText(ALERT + "/id"));
        put(labels, "organization_id", fields.firstText(ALERT + "/organization_id"));
        for (int i = 0; i < 20; i++) {
            String project = fields.text(ALERT + "/projects/" + i);
            if (project != null) {
                labels.merge("projects", project, (before, next) -> before + "," + next);
            }
        }
        return labels;
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null) {
            labels.put(name, value);
        }
    }
}
