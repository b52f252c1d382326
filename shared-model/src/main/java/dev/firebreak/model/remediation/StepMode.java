package dev.firebreak.model.remediation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an action may go by itself: say what it would do, ask first, or act. */
public enum StepMode {
    SHADOW,
    APPROVE,
    AUTO;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static StepMode parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
