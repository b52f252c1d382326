package dev.firebreak.model.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What time alone brings an open incident next, if nobody does anything.
 *
 * @param receivers names of those who are called then; empty unless it escalates
 */
public record Due(What what, Instant at, List<String> receivers) {
    public Due {
        receivers = List.copyOf(receivers);
    }

    /** A promise of its level. */
    public Due(What what, Instant at) {
        this(what, at, List.of());
    }

    /** ACKNOWLEDGE, RESPOND and UPDATE: until then somebody must have, or it is told that nobody did. */
    public enum What {
        ESCALATE,
        ACKNOWLEDGE,
        RESPOND,
        UPDATE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException when the word is none of them */
        @JsonCreator
        public static What parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
