package dev.firebreak.remediation.governor;

import dev.firebreak.model.remediation.Figure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guard said no.
 *
 * @param reason in words, with the figures
 * @param figures what it judged by
 * @param allowedAgainAt when it would say yes; null when only a person can lift it
 */
public record Refusal(
        Guard guard,
        String reason,
        List<Figure> figures,
        @Nullable Instant allowedAgainAt) {
    public Refusal {
        figures = List.copyOf(figures);
    }

    static Refusal untilLifted(Guard guard, String reason, Figure... figures) {
        return new Refusal(guard, reason, List.of(figures), null);
    }

    static Refusal until(@Nullable Instant allowedAgainAt, Guard guard, String reason, Figure... figures) {
        return new Refusal(guard, reason, List.of(figures), allowedAgainAt);
    }
}
