package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes an incident worse than it began: its age, how far it spread, how often it fires.
 *
 * @param to the level that it rises to; never lowers one
 * @param reason the team's own words; null for the condition itself
 */
public record RaiseRule(String to, Condition when, @Nullable String reason) {
    private static final Pattern SPAN = Pattern.compile("duration\\(\\s*['\"]([0-9.a-z]+)['\"]\\s*\\)");
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|h|m|s)");

    /** The ages at which time alone may make the condition true: the durations that it names, shortest first. */
    public List<Duration> looksAt() {
        List<Duration> spans = new ArrayList<>();
        Matcher matcher = SPAN.matcher(when.source());
        while (matcher.find()) {
            spans.add(parse(matcher.group(1)));
        }
        return spans.stream().filter(Duration::isPositive).distinct().sorted().toList();
    }

    private static Duration parse(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            double amount = Double.parseDouble(part.group(1));
            long unit = switch (part.group(2)) {
                case "h" -> 3_600_000;
                case "m" -> 60_000;
                case "s" -> 1_000;
                default -> 1;
            };
            sum = sum.plusMillis(Math.round(amount * unit));
        }
        return sum;
    }
}
