package dev.firebreak.ingest.event;

import dev.firebreak.ingest.source.SourceTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as any tool may write them: RFC 3339, also with a blank for the T or without the colon in the offset, and seconds or
 * milliseconds since 1970.
 */
final class EventTimes {
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");
    private static final Pattern WITH_BLANK = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\S{2,30}) ?(\\S{0,6})");
    private static final Pattern SHORT_OFFSET = Pattern.compile("([^T]{10}T.{5,30}[+-]\\d\\d)(\\d\\d)");

    private EventTimes() {}

    /** Empty for what is no time. */
    static Optional<Instant> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        if (MILLISECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        String joined = WITH_BLANK.matcher(text).replaceFirst("$1T$2$3");
        return SourceTimes.parseLeniently(withColon(joined));
    }

    private static String withColon(String time) {
        Matcher matcher = SHORT_OFFSET.matcher(time);
        return matcher.matches() ? matcher.group(1) + ":" + matcher.group(2) : time;
    }
}
