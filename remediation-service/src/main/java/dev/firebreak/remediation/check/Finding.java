package dev.firebreak.remediation.check;

import java.util.Map;

/**
 * What a check saw.
 *
 * @param summary one line for people; never a secret
 * @param output what later steps may read
 */
public record Finding(boolean isOk, String summary, Map<String, String> output) {
    public Finding {
        output = Map.copyOf(output);
    }

    public static Finding ok(String summary, Map<String, String> output) {
        return new Finding(true, summary, output);
    }

    public static Finding notOk(String summary) {
        return new Finding(false, summary, Map.of());
    }
}
