package dev.firebreak.ingest.spill;

import java.util.Set;

/**
 * What waits in the table, as of one look.
 *
 * @param newest position; rows that are committed later may have a smaller one, so it only says "at least up to here"
 * @param oldestAgeSeconds zero when nothing waits
 * @param refused rows that the broker will never take
 * @param keys of the waiting rows
 * @param hasMoreKeys there are more than were read
 */
record SpillState(
        long waiting, long newest, double oldestAgeSeconds, long refused, Set<String> keys, boolean hasMoreKeys) {
    static final SpillState UNKNOWN = new SpillState(0, 0, 0, 0, Set.of(), false);

    SpillState {
        keys = Set.copyOf(keys);
    }
}
