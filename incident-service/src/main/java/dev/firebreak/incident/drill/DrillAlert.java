package dev.firebreak.incident.drill;

import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Drill;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert of a drill, as a scenario writes it.
 *
 * @param ended it ends now instead of beginning
 * @param source whom it plays, {@code prometheus} unless said
 * @param fingerprint name and service unless said; an end has that of its beginning
 */
record DrillAlert(
        @Nullable String name,
        @Nullable String service,
        @Nullable Boolean ended,
        @Nullable Severity severity,
        @Nullable String source,
        @Nullable String project,
        @Nullable String environment,
        @Nullable String title,
        @Nullable String fingerprint,
        @Nullable Map<String, @Nullable String> labels) {
    private static final int LONGEST = 400;

    Alert toAlert(Drill drill, Instant endsAt, Instant now, String pointer) {
        String what = required(name, pointer + "/name");
        String where = required(Objects.requireNonNullElse(service, "unknown"), pointer + "/service");
        String key = required(Objects.requireNonNullElse(fingerprint, what + "/" + where), pointer + "/fingerprint");
        boolean isEnd = Boolean.TRUE.equals(ended);
        AlertId id = AlertId.next();
        return new Alert(
                id,
                drill.marked(id.toString()),
                required(Objects.requireNonNullElse(source, "prometheus"), pointer + "/source"),
                "drill",
                isEnd ? AlertStatus.RESOLVED : AlertStatus.FIRING,
                what,
                Objects.requireNonNullElse(severity, Severity.CRITICAL),
                drill.marked(key),
                where,
                optional(project, pointer + "/project"),
                required(Objects.requireNonNullElse(environment, "production"), pointer + "/environment"),
                null,
                Drill.titled(required(Objects.requireNonNullElse(title, what + " on " + where), pointer + "/title")),
                null,
                labels(endsAt, pointer),
                Map.of(),
                List.of(),
                now,
                isEnd ? now : null,
                now);
    }

    private Map<String, String> labels(Instant endsAt, String pointer) {
        Map<String, String> all = new HashMap<>();
        if (labels != null) {
            labels.forEach((label, value) -> all.put(label, required(value, pointer + "/labels/" + label)));
        }
        all.put(Drill.ENDS_AT, endsAt.toString());
        return all;
    }

    private static String required(@Nullable String text, String pointer) {
        return bounded(Texts.required(text, pointer), pointer);
    }

    private static @Nullable String optional(@Nullable String text, String pointer) {
        @Nullable String known = Texts.optional(text, pointer);
        return known == null ? null : bounded(known, pointer);
    }

    private static String bounded(String text, String pointer) {
        if (text.length() > LONGEST) {
            throw new BadRequestException("longer than " + LONGEST + " characters", pointer);
        }
        return text;
    }
}
