package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.json.JsonFields;
import dev.firebreak.ingest.json.PayloadException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all of Vercel's messages have in common.
 *
 * @param type with dots, as today; old integrations write a dash for the first
 * @param changedAt by Vercel's clock
 */
record VercelEvent(JsonFields fields, String type, Instant changedAt, Instant receivedAt) {
    static final String PRODUCTION = "production";
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,14}");
    private static final Set<String> FAMILIES_WITH_DASHES = Set.of("deployment", "project");

    static VercelEvent of(JsonFields fields, Instant receivedAt) {
        String type = fields.require("/type", "expected the event's type, such as \"deployment.error\"");
        return new VercelEvent(fields, withDots(type), changedAt(fields.text("/createdAt"), receivedAt), receivedAt);
    }

    private static String withDots(String type) {
        int dash = type.indexOf('-');
        boolean isOld = dash > 0 && type.indexOf('.') < 0 && FAMILIES_WITH_DASHES.contains(type.substring(0, dash));
        return isOld ? type.replaceFirst("-", ".") : type;
    }

    /** The same on each repeat. */
    String deliveryKey() {
        return VercelSource.NAME + ":" + fields.require("/id", "expected the id of the event");
    }

    /** Messages about a project carry its id in one of three places. */
    @Nullable
    String projectId() {
        return fields.firstText("/payload/project/id", "/payload/projectId", "/payload/deployment/projectId");
    }

    /** The name that people know, else the id. */
    @Nullable
    String projectName() {
        String name = fields.firstText(
                "/payload/project/name",
                "/payload/projectSlug",
                "/payload/projectName",
                "/payload/project",
                "/payload/name",
                "/payload/deployment/name");
        return name == null ? projectId() : name;
    }

    @Nullable
    String teamId() {
        return fields.firstText("/payload/team/id", "/payload/teamId", "/teamId");
    }

    private static Instant changedAt(@Nullable String milliseconds, Instant receivedAt) {
        if (milliseconds == null) {
            return receivedAt;
        }
        if (!MILLISECONDS.matcher(milliseconds).matches()) {
            throw PayloadException.wrongShape("/createdAt", "expected the time in milliseconds since 1970");
        }
        return Instant.ofEpochMilli(Long.parseLong(milliseconds));
    }
}
