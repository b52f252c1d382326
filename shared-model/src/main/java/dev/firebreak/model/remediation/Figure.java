package dev.firebreak.model.remediation;

import org.jspecify.annotations.Nullable;

/**
 * One figure that a guard judges by.
 *
 * @param name in plain words, such as {@code remediations that acted within an hour}
 * @param value a count, a share such as {@code 0.5}, a duration or an instant in ISO 8601, or a name
 * @param bound what it is held against, written alike; null when there is nothing to compare
 */
public record Figure(String name, String value, @Nullable String bound) {
    public static Figure of(String name, Object value, Object bound) {
        return new Figure(name, value.toString(), bound.toString());
    }

    public static Figure of(String name, Object value) {
        return new Figure(name, value.toString(), null);
    }
}
