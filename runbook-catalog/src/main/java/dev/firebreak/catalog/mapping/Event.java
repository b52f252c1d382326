package dev.firebreak.catalog.mapping;

import dev.firebreak.catalog.expression.InScope;
import dev.firebreak.catalog.expression.JsonValues;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message. The attributes are those of CloudEvents; of plain JSON only the data is known.
 *
 * @param extensions further attributes, by name in small letters
 * @param data JSON as plain Java; null when there is none
 */
public record Event(
        @Nullable String id,
        @Nullable String source,
        @Nullable String type,
        @Nullable String subject,
        @Nullable Instant time,
        Map<String, String> extensions,
        @Nullable Object data)
        implements InScope {
    public Event {
        extensions = Map.copyOf(extensions);
    }

    public static Event plain(@Nullable Object data) {
        return new Event(null, null, null, null, null, Map.of(), data);
    }

    @Override
    public Map<String, Object> variables() {
        Map<String, Object> seen = new LinkedHashMap<>();
        putIfKnown(seen, "id", id);
        putIfKnown(seen, "source", source);
        putIfKnown(seen, "type", type);
        putIfKnown(seen, "subject", subject);
        putIfKnown(seen, "time", time);
        seen.put("extensions", extensions);
        putIfKnown(seen, "data", JsonValues.of(data));
        return Map.of("event", seen);
    }

    private static void putIfKnown(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
