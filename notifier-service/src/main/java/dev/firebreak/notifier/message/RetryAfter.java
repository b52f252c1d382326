package dev.firebreak.notifier.message;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long somebody asks to wait, by RFC 9110: seconds, which some write with a fraction, or a date. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** At least a second and at most an hour; empty when nothing that can be read was said. */
    static Optional<Duration> parse(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String said = header.strip();
        if (said.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(bounded(Duration.ofMillis((long) Math.ceil(Double.parseDouble(said) * 1000))));
        }
        try {
            Instant until = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(now, until)));
        } catch (DateTimeException _) { // no date either: as if nothing was said
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration asked) {
        Duration atLeast = asked.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : asked;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }
}
