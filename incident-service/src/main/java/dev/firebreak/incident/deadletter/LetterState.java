package dev.firebreak.incident.deadletter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Waiting for somebody; sent again at least once; given up for good. */
enum LetterState {
    OPEN,
    REPLAYED,
    DISCARDED;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LetterState parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
