package dev.firebreak.ingest.source;

import dev.firebreak.model.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What teams write for a severity or a priority, in our four words. */
public final class SeverityWords {
    private SeverityWords() {}

    /** A word that nobody knows, or none, is a warning: it must neither page by itself nor be overlooked. */
    public static Severity severity(@Nullable String word) {
        if (word == null) {
            return Severity.WARNING;
        }
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "critical", "crit", "fatal", "emergency", "emerg", "disaster", "page", "p0", "sev0", "sev1" ->
                Severity.CRITICAL;
            case "error", "err", "high", "major", "severe", "alert", "p1", "sev2" -> Severity.ERROR;
            case "info", "information", "informational", "low", "notice", "none", "debug", "ok", "p3", "p4", "sev4" ->
                Severity.INFO;
            default -> Severity.WARNING; // warning, warn, medium, moderate, minor, average, p2, sev3, and the unknown
        };
    }
}
