package dev.firebreak.notifier.slack.card;

import java.util.function.IntFunction;

/** Text from outside, on one line and cut to its place: never within a character or an escape. */
final class Shortened {
    private static final String MORE = "…";

    private Shortened() {}

    /** @param limit in UTF-16 units of what {@code shown} makes of each character */
    static String to(int limit, String outside, IntFunction<String> shown) {
        StringBuilder line = new StringBuilder(Math.min(outside.length(), limit));
        int fits = 0; // how much of the line leaves room for the sign that there is more
        boolean afterSpace = true;
        for (int codePoint : (Iterable<Integer>) outside.codePoints()::iterator) {
            boolean space = isSpace(codePoint);
            if (isInvisible(codePoint) || (space && afterSpace)) {
                continue;
            }
            afterSpace = space;
            line.append(space ? " " : shown.apply(isLoneSurrogate(codePoint) ? 0xFFFD : codePoint));
            if (line.length() > limit) {
                line.setLength(fits);
                return line.append(MORE).toString();
            }
            if (line.length() <= limit - MORE.length()) {
                fits = line.length();
            }
        }
        return line.toString().strip();
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isISOControl(codePoint)
                || Character.isSpaceChar(codePoint);
    }

    /** Marks that change the order of what is read: good for nothing here but for deceiving. */
    private static boolean isInvisible(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0xFEFF;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
