package dev.firebreak.incident.postmortem;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Texts from outside, so that they show as they are and mean nothing in Markdown or HTML. */
final class Markdown {
    private Markdown() {}

    /** On one line. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (char each : text.strip().replaceAll("\\s+", " ").toCharArray()) {
            switch (each) {
                case '<' -> plain.append("&lt;");
                case '>' -> plain.append("&gt;");
                case '&' -> plain.append("&amp;");
                case '\\', '`', '*', '_', '[', ']', '|', '#', '!', '~' ->
                    plain.append('\\').append(each);
                default -> plain.append(each);
            }
        }
        return plain.toString();
    }

    static String at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 1h 5m}, {@code 40s}. */
    static String duration(Duration duration) {
        Duration whole = duration.isNegative() ? Duration.ZERO : duration;
        String hours = whole.toHours() > 0 ? whole.toHours() + "h " : "";
        String minutes = whole.toMinutesPart() > 0 ? whole.toMinutesPart() + "m " : "";
        String seconds = whole.toHours() == 0 ? whole.toSecondsPart() + "s" : "";
        return (hours + minutes + seconds).strip();
    }
}
