package dev.firebreak.incident.hold;

import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an alert is held back, and until when.
 *
 * @param reason for people, with the figures
 * @param dueAt null when the end is that of the silence, the announced maintenance or the incident
 */
public record Hold(
        By by,
        String reason,
        @Nullable Instant dueAt,
        @Nullable UUID silence,
        @Nullable UUID maintenance,
        @Nullable IncidentId incident) {
    /** In the words of the trace's outcome and of the table. */
    public enum By {
        THRESHOLD("below-threshold"),
        SILENCE("silenced"),
        MAINTENANCE("held"),
        INHIBITION("inhibited"),
        FLAPPING("flapping");

        private final String outcome;

        By(String outcome) {
            this.outcome = outcome;
        }

        public String outcome() {
            return outcome;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By its runbook's threshold: it must fire until then. */
    public static Hold untilItLasted(String reason, Instant dueAt) {
        return new Hold(By.THRESHOLD, reason, dueAt, null, null, null);
    }

    public static Hold silenced(String reason, UUID silence) {
        return new Hold(By.SILENCE, reason, null, silence, null, null);
    }

    /** During a window of the catalogue, which closes then. */
    public static Hold maintained(String reason, Instant closesAt) {
        return new Hold(By.MAINTENANCE, reason, closesAt, null, null, null);
    }

    /** During a window that people announced and may end early. */
    public static Hold maintained(String reason, UUID maintenance) {
        return new Hold(By.MAINTENANCE, reason, null, null, maintenance, null);
    }

    /** An end that counts only when it has been quiet until then, or its incident is over anyway. */
    public static Hold flapping(String reason, Instant dueAt, @Nullable IncidentId incident) {
        return new Hold(By.FLAPPING, reason, dueAt, null, null, incident);
    }

    public static Hold inhibited(String reason, IncidentId parent) {
        return new Hold(By.INHIBITION, reason, null, null, null, parent);
    }
}
