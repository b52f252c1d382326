package dev.firebreak.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Harm done, worst first, the same for every system; the four of PagerDuty. */
public enum Severity {
    CRITICAL,
    ERROR,
    WARNING,
    INFO;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the word is none of critical, error, warning, info */
    @JsonCreator
    public static Severity parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public boolean isWorseThan(Severity other) {
        return compareTo(other) < 0;
    }
}
