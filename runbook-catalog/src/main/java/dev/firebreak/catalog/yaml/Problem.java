package dev.firebreak.catalog.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Something in the catalogue that cannot be accepted.
 *
 * @param file relative to the catalogue's folder
 * @param line counts from 1, like {@code column}
 * @param didYouMean the nearest valid name; null when nothing is near
 */
public record Problem(
        String file,
        int line,
        int column,
        String found,
        String expected,
        @Nullable String didYouMean) {
    @Override
    public String toString() {
        String text = file + ":" + line + ":" + column + ": found " + found + ", expected " + expected;
        return didYouMean == null ? text : text + "; did you mean " + didYouMean + "?";
    }
}
