package dev.firebreak.incident.api;

import dev.firebreak.catalog.yaml.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time that people ask for: from {@code startsAt} (now unless said) {@code until} a moment, or as long as it {@code lasts}. */
public record Span(Instant startsAt, Instant endsAt) {
    private static final Duration LONGEST = Duration.ofDays(90);

    /** @param lasts such as {@code 2h}; exactly one of it and {@code until} is given */
    public static Span of(@Nullable String startsAt, @Nullable String until, @Nullable String lasts, Instant now) {
        Instant start = startsAt == null ? now : time(startsAt, "/startsAt");
        if ((until == null) == (lasts == null)) {
            throw new BadRequestException("exactly one of until, such as " + now + ", and lasts, such as 2h", "/until");
        }
        Instant end = until == null
                ? start.plus(Durations.parse(lasts == null ? "" : lasts)
                        .filter(duration -> duration.compareTo(LONGEST) <= 0)
                        .orElseThrow(() -> new BadRequestException(
                                "is no duration such as 30m, 2h or 1d, up to " + LONGEST.toDays() + "d", "/lasts")))
                : time(until, "/until");
        String pointer = until == null ? "/lasts" : "/until";
        if (!end.isAfter(now) || !end.isAfter(start)) {
            throw new BadRequestException("it would be over at " + end + ", before it begins or by now", pointer);
        }
        if (Duration.between(now, end).compareTo(LONGEST) > 0) {
            throw new BadRequestException("ends more than " + LONGEST.toDays() + " days from now", pointer);
        }
        return new Span(start.isBefore(now) ? now : start, end);
    }

    private static Instant time(String text, String pointer) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new BadRequestException("is no time such as 2026-03-01T12:00:00Z", pointer);
        }
    }
}
