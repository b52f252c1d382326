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
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An issue was created, resolved, or is back: resolved ones that happen again, and archived ones that get worse, arrive as
 * {@code unresolved}. That somebody took or archived one is no alert, and no proof that it is over.
 */
final class Issue {
    private static final String ISSUE = "/data/issue";

    private Issue() {}

    static Reading read(JsonFields fields, String action, Instant receivedAt) {
        return switch (action) {
            case "created", "unresolved" -> Reading.of(signal(fields, action, AlertStatus.FIRING, receivedAt));
            case "resolved" -> Reading.of(signal(fields, action, AlertStatus.RESOLVED, receivedAt));
            case "assigned" -> Reading.dropped("issue_assigned");
            case "ignored", "archived" -> Reading.dropped("issue_archived");
            default -> Reading.dropped("issue_other_action");
        };
    }

    private static Signal signal(JsonFields fields, String action, AlertStatus status, Instant receivedAt) {
        fields.requireContainer(ISSUE, "expected the issue");
        String id = fields.require(ISSUE + "/id", "expected the id of the issue");
        boolean resolved = status == AlertStatus.RESOLVED;
        String project = fields.firstText(ISSUE + "/project/slug", ISSUE + "/project/name", ISSUE + "/project/id");
        String title =
                Objects.requireNonNullElse(fields.firstText(ISSUE + "/title", ISSUE + "/shortId"), "Sentry issue");
        return Alerts.received(new Alert(
                AlertId.next(),
                deliveryKey(fields, id, action),
                SentrySource.NAME,
                "issue",
                status,
                Objects.requireNonNullElse(fields.firstText(ISSUE + "/metadata/type"), "issue"),
                Levels.severity(fields.text(ISSUE + "/level")),
                Levels.issueFingerprint(id),
                project == null ? "unknown" : project,
                project,
                null,
                null,
                title,
                fields.firstText(ISSUE + "/culprit"),
                labels(fields),
                Map.of(),
                new Links()
                        .add("Sentry issue", fields.firstText(ISSUE + "/web_url", ISSUE + "/permalink"))
                        .list(),
                startedAt(fields, action).orElse(receivedAt),
                resolved ? receivedAt : null, // no time of resolving is sent
                receivedAt));
    }

    /**
     * An issue is created once. Between two resolves something was seen; a person who only changes their mind sends the
     * same again, and that is a repeat.
     */
    private static String deliveryKey(JsonFields fields, String id, String action) {
        boolean isOnce = action.equals("created");
        return "sentry:"
                + Digest.of(
                        "issue",
                        fields.text("/installation/uuid"),
                        id,
                        action,
                        isOnce ? null : fields.text(ISSUE + "/lastSeen"),
                        isOnce ? null : fields.text(ISSUE + "/count"));
    }

    private static Optional<Instant> startedAt(JsonFields fields, String action) {
        return SourceTimes.parseLeniently(
                fields.text(ISSUE + (action.equals("unresolved") ? "/lastSeen" : "/firstSeen")));
    }

    private static Map<String, String> labels(JsonFields fields) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String field : new String[] {"shortId", "level", "platform", "substatus", "culprit", "logger"}) {
            put(labels, field, fields.firstText(ISSUE + "/" + field));
        }
        for (String field : new String[] {"filename", "function"}) {
            put(labels, field, fields.firstText(ISSUE + "/metadata/" + field));
        }
        put(labels, "project_id", fields.firstText(ISSUE + "/project/id"));
        return labels;
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null) {
            labels.put(name, value);
        }
    }
}
