package dev.firebreak.incident.access;

import java.util.Locale;

/** What a user may do: look; also act on incidents; also everything else. Each includes those before it. */
enum Role {
    VIEWER,
    RESPONDER,
    ADMIN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
