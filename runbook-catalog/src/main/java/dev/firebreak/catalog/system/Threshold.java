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
        @Nullable String prometheus,
        Worse worse) {
    /** On which side of its bounds an indicator is bad. */
    public enum Worse {
        HIGHER,
        LOWER;

        /** A warning comes before what is critical, so two bounds say it by their order. */
        static Worse between(@Nullable Double warning, @Nullable Double critical) {
            return warning != null && critical != null && warning > critical ? LOWER : HIGHER;
        }
    }

    /** A value on its bound is within it. What is no number (such as 0/0, a rate without traffic) is within as well. */
    public Breach judge(double value) {
        if (isBeyond(critical, value)) {
            return Breach.CRITICAL;
        }
        return isBeyond(warning, value) ? Breach.WARNING : Breach.NONE;
    }

    /** Positive when the first is the worse of two values. */
    public int compareBadness(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Boolean.compare(Double.isNaN(other), Double.isNaN(one));
        }
        return worse == Worse.HIGHER ? Double.compare(one, other) : Double.compare(other, one);
    }

    private boolean isBeyond(@Nullable Double bound, double value) {
        if (bound == null) {
            return false;
        }
        return worse == Worse.HIGHER ? value > bound : value < bound;
    }

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
