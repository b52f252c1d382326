package dev.firebreak.ingest.monitor;

import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;

/**
 * An alert to send.
 *
 * @param number of all that this monitor sent: the same on each repeat of this one
 * @param about what was to be looked at, or that nothing can be seen
 * @param looks bad ones in a row, this one included
 */
record Notice(long number, About about, AlertStatus status, Raised raised, Instant at, int looks, String text) {
    enum About {
        SUBJECT,
        BLINDNESS
    }
}
