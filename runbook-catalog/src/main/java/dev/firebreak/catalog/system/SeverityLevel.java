package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.InScope;
import dev.firebreak.model.Severity;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A system's own name for how bad it is, such as {@code P0}.
 *
 * @param respondWithin zero for at once
 * @param acknowledgeWithin null when nobody is held to it, like {@code updateEvery}
 * @param page whether it may wake somebody
 */
public record SeverityLevel(
        String name,
        String title,
        Severity severity,
        Duration respondWithin,
        @Nullable Duration acknowledgeWithin,
        @Nullable Duration updateEvery,
        boolean page)
        implements InScope {
    @Override
    public Map<String, Object> variables() {
        return Map.of("level", Map.of("name", name, "title", title, "severity", severity.word(), "page", page));
    }
}
