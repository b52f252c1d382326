package dev.firebreak.incident.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Spans of time as people say them: {@code 1 hour 30 minutes}. */
final class Durations {
    private Durations() {}

    static String words(Duration duration) {
        List<String> parts = new ArrayList<>();
        add(parts, duration.toHours(), "hour");
        add(parts, duration.toMinutesPart(), "minute");
        add(parts, duration.toSecondsPart(), "second");
        return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long amount, String unit) {
        if (amount > 0) {
            parts.add(amount + " " + unit + (amount == 1 ? "" : "s"));
        }
    }
}
