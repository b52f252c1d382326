package dev.firebreak.model.remediation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one guard says.
 *
 * @param reason null when it allows
 * @param allowedAgainAt null when it allows, or when only a person can lift it
 */
public record GuardVerdict(
        String guard,
        boolean allows,
        @Nullable String reason,
        List<Figure> figures,
        @Nullable Instant allowedAgainAt) {
    public GuardVerdict {
        figures = List.copyOf(figures);
    }
}
