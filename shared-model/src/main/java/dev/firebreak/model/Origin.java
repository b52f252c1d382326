package dev.firebreak.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The way a change came in. An echo of our own change carries the origin it had first. */
public enum Origin {
    SOURCE,
    SLACK,
    PAGERDUTY,
    CONSOLE,
    API,
    CLI,
    FIREBREAK;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Origin parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
