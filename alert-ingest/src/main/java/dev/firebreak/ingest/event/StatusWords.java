package dev.firebreak.ingest.event;

import dev.firebreak.model.alert.AlertStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What tools write when something is over. */
final class StatusWords {
    private StatusWords() {}

    /** A word that nobody knows, or none, means that it goes on: an end must be said. */
    static AlertStatus status(@Nullable String word) {
        return switch (word == null ? "" : word.strip().toLowerCase(Locale.ROOT)) {
            case "resolved",
                    "resolve",
                    "recovered",
                    "recovery",
                    "closed",
                    "close",
                    "ok",
                    "up",
                    "normal",
                    "healthy",
                    "inactive",
                    "cleared",
                    "clear" -> AlertStatus.RESOLVED;
            default -> AlertStatus.FIRING;
        };
    }
}
