package dev.firebreak.catalog.expression;

import java.util.ArrayList;
import java.util.List;

/** Takes {@code a ${b} c} apart, minding braces and quotes inside of the expression. */
final class TemplateSyntax {
    sealed interface Piece {}

    record Text(String text) implements Piece {}

    /** @param offset where the expression begins in the whole */
    record Code(String source, int offset) implements Piece {}

    record Unclosed(int offset) implements Piece {}

    private TemplateSyntax() {}

    static List<Piece> split(String source) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < source.length()) {
            int open = source.indexOf("${", from);
            if (open < 0) {
                pieces.add(new Text(source.substring(from)));
                break;
            }
            if (open > from && source.charAt(open - 1) == '$') {
                pieces.add(new Text(source.substring(from, open - 1) + "${"));
                from = open + 2;
                continue;
            }
            if (open > from) {
                pieces.add(new Text(source.substring(from, open)));
            }
            int close = closing(source, open + 2);
            if (close < 0) {
                pieces.add(new Unclosed(open));
                break;
            }
            pieces.add(new Code(source.substring(open + 2, close), open + 2));
            from = close + 1;
        }
        return pieces;
    }

    /** The brace that ends the expression; -1 when there is none. */
    private static int closing(String source, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }
}
