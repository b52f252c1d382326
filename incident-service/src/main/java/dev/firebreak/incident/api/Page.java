package dev.firebreak.incident.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** @param next the {@code cursor} of the page after this one; null on the last */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** @param found one more than the limit when there are more */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> shown = found.subList(0, limit);
        return new Page<>(shown, cursor.apply(shown.getLast()));
    }
}
