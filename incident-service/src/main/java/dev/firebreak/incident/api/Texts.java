package dev.firebreak.incident.api;

import org.jspecify.annotations.Nullable;

/** Words that people send along. */
final class Texts {
    private static final int LONGEST = 10_000;

    private Texts() {}

    /** Blank counts as nothing. */
    static @Nullable String optional(@Nullable String text, String pointer) {
        return text == null || text.isBlank() ? null : checked(text, pointer);
    }

    static String required(@Nullable String text, String pointer) {
        if (text == null || text.isBlank()) {
            throw new BadRequestException("a text is missing", pointer);
        }
        return checked(text, pointer);
    }

    private static String checked(String text, String pointer) {
        if (text.length() > LONGEST) {
            throw new BadRequestException("longer than " + LONGEST + " characters", pointer);
        }
        if (text.indexOf('\0') >= 0) { // PostgreSQL takes none
            throw new BadRequestException("holds a zero character", pointer);
        }
        return text;
    }
}
