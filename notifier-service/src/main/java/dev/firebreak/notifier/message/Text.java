package dev.firebreak.notifier.message;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words of others, made harmless for whatever carries them: one line, not too long, nothing invisible. */
public final class Text {
    // Control characters, and those that turn the direction of what follows.
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

    private Text() {}

    /** @param most UTF-16 units; no character is cut in two */
    public static String line(String text, int most) {
        return cut(INVISIBLE.matcher(text).replaceAll(" ").strip(), most);
    }

    /** Null when there is nothing to say. */
    public static @Nullable String lineOrNull(@Nullable String text, int most) {
        return text == null || text.isBlank() ? null : line(text, most);
    }

    /** Ends with an ellipsis when it was longer. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
