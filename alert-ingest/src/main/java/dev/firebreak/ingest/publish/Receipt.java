package dev.firebreak.ingest.publish;

import dev.firebreak.model.wire.WireMessage;
import java.util.List;

/**
 * What became of messages that were sent; what is in neither list is acknowledged.
 *
 * @param unacknowledged may still be written, or may not; in the order in which they were given
 * @param tooLarge never will be
 */
public record Receipt(List<WireMessage> unacknowledged, List<WireMessage> tooLarge) {
    public Receipt {
        unacknowledged = List.copyOf(unacknowledged);
        tooLarge = List.copyOf(tooLarge);
    }
}
