package dev.firebreak.incident.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next the {@code cursor} of the page after this one; null on the last */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
