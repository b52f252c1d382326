package dev.firebreak.incident.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a user may do: look; also act on incidents; also everything else. Each includes those before it. */
public enum Role {
    VIEWER,
    RESPONDER,
    ADMIN;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
