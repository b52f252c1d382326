package dev.firebreak.ingest.sentry;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Digest;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SourceTimes;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An issue alert rule has fired. It never sends a resolve: the resource {@code issue} does, with this fingerprint. */
final class EventAlert {
    private static final String EVENT = "/data/event";
    private static final Pattern ISSUE_IN_URL = Pattern.compile("/issues/(\\d+)(?:/|$)");
    private static final Pattern PROJECT_IN_URL = Pattern.compile("/projects/[^/]+/([^/]+)/");
    private static final Pattern BEFORE_EVENT = Pattern.compile("/events/.*");

    private EventAlert() {}

    static Reading read(JsonFields fields, String action, Instant receivedAt) {
        if (!action.equals("triggered")) {
            return Reading.dropped("event_alert_other_action");
        }
        fields.requireContainer(EVENT, "expected the event that triggered the rule");
        String eventId = fields.require(EVENT + "/event_id", "expected the id of the event");
        Map<String, String> tags = fields.pairs(EVENT + "/tags");
        String rule = fields.firstText("/data/triggered_rule", "/data/issue_alert/title");
        String project = project(fields);
        String webUrl = fields.text(EVENT + "/web_url");
        String title = Objects.requireNonNullElse(
                fields.firstText(EVENT + "/title", EVENT + "/message", EVENT + "/metadata/title"), "Sentry event");
        return Reading.of(Alerts.received(new Alert(
                AlertId.next(),
                "sentry:" + Digest.of("event_alert", fields.text("/installation/uuid"), eventId, rule),
                SentrySource.NAME,
                "event_alert",
                AlertStatus.FIRING,
                rule == null ? "event_alert" : rule,
                Levels.severity(firstOf(fields.text(EVENT + "/level"), tags.get("level"))),
                fingerprint(fields, eventId),
                Objects.requireNonNullElse(firstOf(tags.get("service"), project), "unknown"),
                project,
                firstOf(fields.text(EVENT + "/environment"), tags.get("environment")),
                firstOf(fields.text(EVENT + "/release"), firstOf(tags.get("release"), tags.get("sentry:release"))),
                title,
                description(fields, title),
                labels(fields, tags),
                Map.of(),
                new Links()
                        .add("Sentry event", webUrl)
                        .add(
                                "Sentry issue",
                                webUrl == null
                                        ? null
                                        : BEFORE_EVENT.matcher(webUrl).replaceFirst("/"))
                        .list(),
                SourceTimes.parseLeniently(fields.text(EVENT + "/datetime")).orElse(receivedAt),
                null,
                receivedAt)));
    }

    /** Some events carry the issue only inside of addresses, and transactions belong to none. */
    private static String fingerprint(JsonFields fields, String eventId) {
        String issue = firstOf(
                fields.text(EVENT + "/issue_id"),
                firstOf(
                        group(ISSUE_IN_URL, fields.text(EVENT + "/issue_url")),
                        group(ISSUE_IN_URL, fields.text(EVENT + "/web_url"))));
        return issue == null ? "sentry-event-" + eventId : Levels.issueFingerprint(issue);
    }

    /** The event names its project by number only; its API address has the name that people know. */
    private static @Nullable String project(JsonFields fields) {
        return firstOf(
                group(PROJECT_IN_URL, fields.text(EVENT + "/url")),
                firstOf(fields.text(EVENT + "/project_slug"), fields.text(EVENT + "/project")));
    }

    private static @Nullable String description(JsonFields fields, String title) {
        String message = fields.firstText(EVENT + "/message", EVENT + "/metadata/value");
        String culprit = fields.firstText(EVENT + "/culprit");
        if (message == null || message.equals(title)) {
            return culprit;
        }
        return culprit == null ? message : message + " (" + culprit + ")";
    }

    private static Map<String, String> labels(JsonFields fields, Map<String, String> tags) {
        Map<String, String> labels = new LinkedHashMap<>(tags);
        for (String field : new String[] {"level", "platform", "culprit", "logger", "environment", "release"}) {
            String value = fields.firstText(EVENT + "/" + field);
            if (value != null) {
                labels.putIfAbsent(field, value);
            }
        }
        String projectId = fields.firstText(EVENT + "/project");
        if (projectId != null) {
            labels.putIfAbsent("project_id", projectId);
        }
        return labels;
    }

    private static @Nullable String group(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static @Nullable String firstOf(@Nullable String preferred, @Nullable String otherwise) {
        return preferred == null || preferred.isBlank() ? otherwise : preferred;
    }
}
