package dev.firebreak.catalog.markdown;

import java.util.regex.Pattern;

/** Texts as YAML has them, in the plainest form that means the same. */
final class YamlText {
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}][\\p{L}\\p{N} .,;()/'%+_=&|<>!*?-]*[\\p{L}\\p{N}.)'!?%]|\\p{L}");
    private static final Pattern FLOW = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]{0,80}");
    private static final Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");
    private static final Pattern BLOCK_LINE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} ]*");

    private YamlText() {}

    /** @param indent of the line that the text's key stands on, for a text of several lines */
    static String text(String text, int indent) {
        if (text.length() <= 200
                && PLAIN.matcher(text).matches()
                && !WORD.matcher(text).matches()) {
            return text;
        }
        boolean isBlock = text.indexOf('\n') > 0
                && text.lines().allMatch(line -> BLOCK_LINE.matcher(line).matches())
                && text.matches("(?s)\\S.*\\S");
        return isBlock ? block(text, indent + 2) : quoted(text);
    }

    private static String block(String text, int indent) {
        var block = new StringBuilder("|-");
        text.lines()
                .forEach(line ->
                        block.append('\n').append(line.isBlank() ? "" : " ".repeat(indent) + line.stripTrailing()));
        return block.toString();
    }

    /** Within braces. */
    static String flow(String text) {
        return FLOW.matcher(text).matches() && !WORD.matcher(text).matches() ? text : quoted(text);
    }

    static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isShown(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(c > 0xFFFF ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** One or more lines behind {@code #}. */
    static String comment(String text, int indent) {
        var comment = new StringBuilder();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            comment.append(" ".repeat(indent)).append("# ");
            line.stripTrailing().codePoints().forEach(c -> comment.appendCodePoint(isShown(c) ? c : ' '));
            comment.append('\n');
        });
        return comment.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
