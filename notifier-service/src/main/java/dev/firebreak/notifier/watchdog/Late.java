package dev.firebreak.notifier.watchdog;

import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call for help that is not proven to have arrived.
 *
 * @param obligation its id
 * @param reason why the last try failed; null when none was made or none came back
 * @param refused the receiver will not take it as things are
 * @param now by the database's clock
 */
record Late(
        UUID obligation,
        IncidentId incident,
        String receiver,
        @Nullable String reason,
        boolean refused,
        long version,
        UUID fact,
        int rank,
        Instant occurredAt,
        Instant now) {

    /** For people, in the timeline and wherever it is raised. */
    String words() {
        String why = reason == null ? "no answer yet" : reason;
        return refused
                ? "'" + receiver + "' cannot be told: " + why
                : "no proof in time that '" + receiver + "' was told: " + why;
    }
}
