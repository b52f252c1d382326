package dev.firebreak.model.alert;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exercise on a running system. Its mark is how the fingerprints of its alerts begin, and the correlation keys of
 * their incidents: so nothing of it ever meets what is real. Whoever sends alerts from outside cannot write it.
 *
 * @param name lower-case letters, digits and hyphens
 */
public record Drill(String name) {
    /** How every mark begins; no fingerprint and no correlation key of anything real does. */
    public static final String PREFIX = "drill:";

    /** The label of its alerts that says when it is over. */
    public static final String ENDS_AT = "drill_ends_at";

    /** One that nobody ends is over then. */
    public static final Duration LONGEST = Duration.ofHours(8);

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final String WORD = "DRILL: ";

    /** @throws IllegalArgumentException when the name is none */
    public Drill {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a drill has 1 to 40 lower-case letters, digits and hyphens, not '" + name + "'");
        }
    }

    public static boolean isMarked(@Nullable String text) {
        return text != null && text.startsWith(PREFIX);
    }

    /** The mark, with the colon that ends it; a {@code like} pattern in SQL needs only a {@code %} behind it. */
    public String mark() {
        return PREFIX + name + ":";
    }

    public String marked(String text) {
        return mark() + text;
    }

    /** The text with the mark that another one has, if it has one. */
    public static String markedLike(String other, String text) {
        return markOf(other).map(mark -> mark + text).orElse(text);
    }

    /** One is of a drill, and the other is real or of another drill. */
    public static boolean areApart(String one, String other) {
        return (isMarked(one) || isMarked(other)) && !Objects.equals(markOf(one), markOf(other));
    }

    /** What people read of it, wherever it is shown. */
    public static String titled(String title) {
        return title.startsWith(WORD) ? title : WORD + title;
    }

    private static Optional<String> markOf(String text) {
        int end = isMarked(text) ? text.indexOf(':', PREFIX.length()) : -1;
        return end < 0 ? Optional.empty() : Optional.of(text.substring(0, end + 1));
    }
}
