package dev.firebreak.incident.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Words and numbers that people send along. */
public final class Texts {
    private static final int LONGEST = 10_000;

    private Texts() {}

    /** Blank counts as nothing. */
    public static @Nullable String optional(@Nullable String text, String pointer) {
        return text == null || text.isBlank() ? null : checked(text, pointer);
    }

    public static String required(@Nullable String text, String pointer) {
        if (text == null || text.isBlank()) {
            throw new BadRequestException("a text is missing", pointer);
        }
        return checked(text, pointer);
    }

    /** A parameter that counts: from 1 on. */
    public static long number(String name, @Nullable String text, long fallback, long most) {
        if (text == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(text);
            if (number > 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below, as a number out of range is
        }
        throw new BadRequestException("parameter '" + name + "' is not a number from 1 to " + most);
    }

    /** A parameter that is a time. */
    public static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequestException("parameter '" + name + "' is no time such as 2026-03-01T12:00:00Z");
        }
    }

    /** A whole document, as far as PostgreSQL takes it. */
    public static String storable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new BadRequestException("holds a zero character");
        }
        return text;
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
