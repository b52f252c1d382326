package dev.firebreak.sandbox.ledger;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Map;

/**
 * Something that a stand-in was asked to do.
 *
 * @param seq counts from 1 in the order in which the effects happened
 * @param nanos a clock that never goes back, to order effects with those of other observers in this process
 * @param status what was answered; 0 when the answer was lost on purpose
 * @param body JSON text
 * @param facts what a test asks about first
 */
public record Effect(
        long seq,
        Instant at,
        long nanos,
        String provider,
        String method,
        String path,
        int status,
        @JsonRawValue String body,
        Map<String, Object> facts) {
    static final int FIXED_COST = 400;

    /** About what it takes in memory. */
    int bytes() {
        return FIXED_COST + body.length();
    }
}
