package dev.firebreak.incident.audit;

import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.audit.AuditEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which entries.
 *
 * @param conditions SQL, each beginning with {@code and}, over {@code values}
 * @param before only entries with a smaller number
 */
record AuditQuery(List<String> conditions, Map<String, Object> values, long before, int limit) {
    private static final int MOST = 200;

    static AuditQuery of(
            @Nullable String actor,
            @Nullable String kind,
            @Nullable String method,
            @Nullable String since,
            @Nullable String until,
            @Nullable String cursor,
            @Nullable String limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new TreeMap<>();
        if (actor != null) {
            conditions.add(" and actor ->> 'id' = :actor");
            values.put("actor", actor);
        }
        if (kind != null) {
            conditions.add(" and kind = :kind");
            values.put("kind", kind(kind));
        }
        if (method != null) {
            conditions.add(" and method = upper(:method)");
            values.put("method", method);
        }
        if (since != null) {
            conditions.add(" and at >= :since");
            values.put("since", Texts.instant("since", since));
        }
        if (until != null) {
            conditions.add(" and at < :until");
            values.put("until", Texts.instant("until", until));
        }
        return new AuditQuery(conditions, values, Texts.number("cursor", cursor, Long.MAX_VALUE, Long.MAX_VALUE), (int)
                Texts.number("limit", limit, 50, MOST));
    }

    private static String kind(String word) {
        try {
            return Kind.parse(word).word();
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("no kind '" + word + "'; known are change, refusal");
        }
    }
}
