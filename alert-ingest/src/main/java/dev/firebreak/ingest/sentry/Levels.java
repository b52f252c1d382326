package dev.firebreak.ingest.sentry;

import dev.firebreak.model.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sentry's levels in our four words. */
final class Levels {
    private Levels() {}

    /** Sentry itself takes an event without a level as an error. */
    static Severity severity(@Nullable String level) {
        return switch (level == null ? "" : level.toLowerCase(Locale.ROOT)) {
            case "fatal" -> Severity.CRITICAL;
            case "warning" -> Severity.WARNING;
            case "info", "debug", "sample" -> Severity.INFO;
            default -> Severity.ERROR;
        };
    }

    /** What an issue's alerts and its resolve have in common; issue ids are unique within one Sentry. */
    static String issueFingerprint(String issueId) {
        return "sentry-issue-" + issueId;
    }
}
