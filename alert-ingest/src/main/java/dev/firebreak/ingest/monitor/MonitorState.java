package dev.firebreak.ingest.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one monitor between two looks.
 *
 * @param raised null while all is well
 * @param blindSince the first look in a row that told nothing; null when the last one did
 * @param blind the alert about that; null when there is none
 * @param told how many alerts went out so far: numbers them, so that a repeat of one is known as such
 * @param value what was last measured; null when nothing was
 * @param text what was last seen
 */
record MonitorState(
        Track warning,
        Track critical,
        @Nullable Raised raised,
        @Nullable Instant blindSince,
        @Nullable Raised blind,
        long told,
        @Nullable Double value,
        String text) {
    static final MonitorState NEW = new MonitorState(Track.QUIET, Track.QUIET, null, null, null, 0, null, "");

    boolean isRaised() {
        return raised != null || blind != null;
    }
}
