package dev.firebreak.catalog.markdown;

import dev.firebreak.catalog.yaml.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them. */
final class Times {
    private static final Pattern TIME = Pattern.compile(
            "(\\d{1,5})\\s*(min(?:ute[ns]?)?|m|h|hours?|hrs?|Stunden?|Std|s|sec(?:onds?)?|Sekunden?|d|days?|Tage?n?|weeks?|Wochen?)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern AT_ONCE = Pattern.compile(
            "\\b(?:immediate(?:ly)?|at once|sofort\\w*|unverzüglich)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern CLOCK = Pattern.compile(
            "\\b(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm|uhr|utc|h)\\b|\\b(\\d{1,2}):(\\d{2})\\b", Pattern.CASE_INSENSITIVE);

    private Times() {}

    /** The last time of a range such as {@code 0-5 min}; zero for at once. */
    static Optional<Duration> first(String text) {
        Matcher time = TIME.matcher(text);
        if (time.find()) {
            return Optional.of(
                    duration(Long.parseLong(time.group(1)), time.group(2).toLowerCase(Locale.ROOT)));
        }
        return AT_ONCE.matcher(text).find() ? Optional.of(Duration.ZERO) : Optional.empty();
    }

    static String written(Duration duration) {
        return duration.isZero() ? "0m" : Durations.format(duration);
    }

    private static Duration duration(long count, String unit) {
        return switch (unit.charAt(0)) {
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            case 'd', 't' -> Duration.ofDays(count);
            case 'w' -> Duration.ofDays(7 * count);
            default -> unit.startsWith("st") ? Duration.ofHours(count) : Duration.ofSeconds(count);
        };
    }

    /** When a checklist is due, in five fields; its hour is 9 unless the title says one. */
    static String schedule(String title) {
        String lower = title.toLowerCase(Locale.ROOT);
        String clock = clock(lower, lower.contains("end of day") || lower.contains("end-of-day") ? 17 : 9);
        if (has(lower, "quarter|quartal")) {
            return clock + " 1 1,4,7,10 *";
        }
        if (has(lower, "month|monat")) {
            return clock
                    + (has(lower, "first monday")
                            ? " * * MON#1"
                            : has(lower, "first friday") ? " * * FRI#1" : " 1 * *");
        }
        boolean isWeekly = has(lower, "week|wöchentlich|woche|monday|montag");
        return clock + (isWeekly ? " * * MON" : " * * *");
    }

    private static boolean has(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    private static String clock(String text, int otherwise) {
        Matcher clock = CLOCK.matcher(text);
        if (!clock.find()) {
            return "0 " + otherwise;
        }
        String hours = clock.group(1) == null ? clock.group(4) : clock.group(1);
        String minutes = clock.group(1) == null ? clock.group(5) : clock.group(2);
        int hour = Integer.parseInt(hours) % 12 + ("pm".equals(clock.group(3)) ? 12 : 0);
        boolean isOfTwelve = "am".equals(clock.group(3)) || "pm".equals(clock.group(3));
        int minute = minutes == null ? 0 : Integer.parseInt(minutes) % 60;
        return minute + " " + (isOfTwelve ? hour : Integer.parseInt(hours) % 24);
    }
}
