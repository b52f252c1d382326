package dev.firebreak.cli;

import dev.firebreak.catalog.yaml.Durations;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times that people type. */
final class Times {
    private Times() {}

    /** Such as {@code 30d}, which is that long before now, or {@code 2026-03-01T00:00:00Z}. */
    static Instant since(String option, String text, Instant now) {
        try {
            return Durations.parse(text).map(now::minus).orElseGet(() -> Instant.parse(text));
        } catch (DateTimeParseException _) {
            throw new CommandFailure(ExitCode.USAGE, option + " takes a time such as 30d, 12h or 2026-03-01T00:00:00Z");
        }
    }
}
