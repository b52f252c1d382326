package dev.firebreak.model.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the thing that the alert is about goes on or is over. */
public enum AlertStatus {
    FIRING,
    RESOLVED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static AlertStatus parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
