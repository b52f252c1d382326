package dev.firebreak.model.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an incident stands. CLOSED: resolved, and its post-mortem done or not needed. */
public enum IncidentState {
    TRIGGERED,
    ACKNOWLEDGED,
    MITIGATED,
    RESOLVED,
    CLOSED;

    /** Open incidents hold their correlation key: there is never a second one. */
    public boolean isOpen() {
        return this != RESOLVED && this != CLOSED;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the word is no state */
    @JsonCreator
    public static IncidentState parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
