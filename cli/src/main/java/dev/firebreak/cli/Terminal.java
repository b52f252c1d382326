package dev.firebreak.cli;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the words go.
 *
 * @param colour whether it shows colours
 */
record Terminal(PrintWriter out, PrintWriter err, boolean colour) {
    /** Texts come from outside: none may move the cursor or hide a line. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void warn(String line) {
        err.println(line);
        err.flush();
    }

    /** How far a long work is; only for people who watch. */
    void progress(String line) {
        if (colour) {
            err.print("\r\u001b[K" + line + "\r");
            err.flush();
        }
    }

    static String plain(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ");
    }

    /** The same for several lines. */
    static String plainLines(String text) {
        return text.lines().map(Terminal::plain).collect(Collectors.joining("\n"));
    }

    String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** In the colour of a severity's word. */
    String bySeverity(String severity, String text) {
        if (!colour) {
            return text;
        }
        return switch (severity) {
            case "critical" -> "\u001b[1;31m" + text + "\u001b[0m";
            case "error" -> "\u001b[31m" + text + "\u001b[0m";
            case "warning" -> "\u001b[33m" + text + "\u001b[0m";
            default -> text;
        };
    }
}
