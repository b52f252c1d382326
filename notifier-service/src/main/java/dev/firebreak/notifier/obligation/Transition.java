package dev.firebreak.notifier.obligation;

import java.util.Locale;

/**
 * Something that happened to an incident and that people are told once.
 *
 * @param text the kind's word, what tells it from others of its kind, and {@code #n} after the n-th reopening: unique
 *     within an incident
 */
public record Transition(Kind kind, String text) {
    /** What there is to tell. OPENED is told to each receiver first, however late it is brought in. */
    public enum Kind {
        OPENED,
        ESCALATED,
        APPROVAL_REQUESTED,
        ACKNOWLEDGED,
        MITIGATED,
        RESOLVED,
        REOPENED,
        /** A person wrote something down; told only where such words have a place that calls nobody. */
        NOTED,
        /** Somebody has it from now on; told only where an owner is kept, too. */
        ASSIGNED,
        /** An escalation calls a receiver that was called before, and whoever is next there is to hear of it. */
        NEXT_LEVEL,
        /** Another receiver could not be told; only who is asked in its place hears of it. */
        UNDELIVERED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Transition of(Kind kind, int round) {
        return of(kind, "", round);
    }

    public static Transition of(Kind kind, String which, int round) {
        String text = kind.word() + (which.isEmpty() ? "" : "." + which) + (round == 0 ? "" : "#" + round);
        return new Transition(kind, text);
    }

    /** @throws IllegalArgumentException when the text is none that this version writes */
    public static Transition parse(String text) {
        String word = text.split("[.#]", 2)[0];
        return new Transition(Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')), text);
    }
}
