package dev.firebreak.catalog.system;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An indicator with its bounds.
 *
 * @param unit such as {@code ratio}, {@code ms}, {@code %}; for people
 * @param warning null when there is no such bound, like {@code critical}; at least one is there
 * @param prometheus the query that measures it; null when something else does
 */
public record Threshold(
        String name,
        @Nullable String unit,
        @Nullable Double warning,
        @Nullable Double critical,
        @Nullable String prometheus) {
    Map<String, Object> visible() {
        Map<String, Object> values = new LinkedHashMap<>();
        if (unit != null) {
            values.put("unit", unit);
        }
        if (warning != null) {
            values.put("warning", warning);
        }
        if (critical != null) {
            values.put("critical", critical);
        }
        return values;
    }
}
