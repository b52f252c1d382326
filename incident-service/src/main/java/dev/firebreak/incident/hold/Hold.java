package dev.firebreak.incident.hold;

import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an alert is held back, and until when.
 *
 * @param reason for people, with the figures
 * @param dueAt null when the end is that of the silence or the incident
 */
public record Hold(
        By by,
        String reason,
        @Nullable Instant dueAt,
        @Nullable UUID silence,
        @Nullable IncidentId incident) {
    /** In the words of the trace's outcome and of the table. */
    public enum By {
        THRESHOLD("below-threshold"),
        SILENCE("silenced"),
        MAINTENANCE("held"),
        INHIBITION("inhibited");

        private final String outcome;

        By(String outcome) {
            this.outcome = outcome;
        }

        public String outcome() {
            return outcome;
        }
    }

    /** By its runbook's threshold: it must fire until then. */
    public static Hold untilItLasted(String reason, Instant dueAt) {
        return new Hold(By.THRESHOLD, reason, dueAt, null, null);
    }
}
