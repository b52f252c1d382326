package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.InScope;
import dev.firebreak.model.Severity;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A system's own name for how bad it is, such as {@code P0}.
 *
 * @param respondWithin zero for at once
 * @param acknowledgeWithin null when nobody is held to it, like {@code updateEvery}
 * @param page whether it may wake somebody
 * @param postmortemWithin how long after the resolution somebody should have kept a post-mortem; null when none is due
 * @param ownChannel whether an incident gets a channel of Slack's for itself
 */
public record SeverityLevel(
        String name,
        String title,
        Severity severity,
        Duration respondWithin,
        @Nullable Duration acknowledgeWithin,
        @Nullable Duration updateEvery,
        boolean page,
        @Nullable Duration postmortemWithin,
        boolean ownChannel)
        implements InScope {
    private static final Duration A_DAY = Duration.ofHours(24);

    /** With a post-mortem within a day when it may wake somebody, or does as much harm as critical and error do. */
    public SeverityLevel(
            String name,
            String title,
            Severity severity,
            Duration respondWithin,
            @Nullable Duration acknowledgeWithin,
            @Nullable Duration updateEvery,
            boolean page) {
        this(
                name,
                title,
                severity,
                respondWithin,
                acknowledgeWithin,
                updateEvery,
                page,
                page || severity.isWorseThan(Severity.WARNING) ? A_DAY : null,
                false);
    }

    /** The same with another time for the post-mortem; zero for none. */
    SeverityLevel withPostmortemWithin(Duration within) {
        return new SeverityLevel(
                name,
                title,
                severity,
                respondWithin,
                acknowledgeWithin,
                updateEvery,
                page,
                within.isZero() ? null : within,
                ownChannel);
    }

    SeverityLevel withOwnChannel(boolean wanted) {
        return new SeverityLevel(
                name, title, severity, respondWithin, acknowledgeWithin, updateEvery, page, postmortemWithin, wanted);
    }

    @Override
    public Map<String, Object> variables() {
        return Map.of("level", Map.of("name", name, "title", title, "severity", severity.word(), "page", page));
    }
}
