package dev.firebreak.ingest.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as senders write them. They are data: our own order never depends on them. */
public final class SourceTimes {
    private static final int YEAR_THAT_MEANS_NEVER = 1;

    private SourceTimes() {}

    /** RFC 3339 with any offset, UTC without one. Empty when there is none, or the year is 1 (Go's zero time). */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        OffsetDateTime time = hasOffset(text)
                ? OffsetDateTime.parse(text)
                : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
        return time.getYear() <= YEAR_THAT_MEANS_NEVER || time.getYear() > 9999
                ? Optional.empty()
                : Optional.of(time.toInstant());
    }

    /** As {@link #parse}, and empty for what is no time. */
    public static Optional<Instant> parseLeniently(@Nullable String text) {
        try {
            return parse(text);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasOffset(String text) {
        int time = text.indexOf('T');
        return text.endsWith("Z") || text.indexOf('+', time) > 0 || (time > 0 && text.indexOf('-', time) > 0);
    }
}
