package dev.firebreak.model.remediation;

import java.time.Instant;
import java.util.Map;

/**
 * What a check saw at one moment.
 *
 * @param summary one line for people; never a secret
 */
public record Reading(boolean ok, String summary, Map<String, String> output, Instant at) {
    public Reading {
        output = Map.copyOf(output);
    }
}
