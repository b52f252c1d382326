package dev.firebreak.model.remediation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A check only looks, an action changes something, a wait lets time pass, a manual step is a person's. */
public enum StepKind {
    CHECK,
    ACTION,
    WAIT,
    MANUAL;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static StepKind parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
