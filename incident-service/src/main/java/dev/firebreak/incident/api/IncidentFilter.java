package dev.firebreak.incident.api;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentState;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which incidents to list.
 *
 * @param states words of the states; empty for all
 * @param equal columns and the value that each must have
 * @param before only incidents with a smaller number
 */
record IncidentFilter(Set<String> states, Map<String, String> equal, long before, int limit) {
    private static final Set<String> KNOWN = Set.of("state", "system", "service", "severity", "cursor", "limit");
    private static final int MOST = 200;
    private static final String OPEN = "open";

    /** @throws BadRequestException naming the parameter that cannot be used */
    static IncidentFilter of(MultiValueMap<String, String> query) {
        for (String name : query.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new BadRequestException(
                        "no parameter '" + name + "'; known are " + String.join(", ", new TreeSet<>(KNOWN)));
            }
        }
        Map<String, String> equal = new TreeMap<>();
        for (String column : List.of("system", "service")) {
            @Nullable String value = query.getFirst(column);
            if (value != null) {
                equal.put(column, value);
            }
        }
        @Nullable String severity = query.getFirst("severity");
        if (severity != null) {
            equal.put("severity", severity(severity));
        }
        return new IncidentFilter(
                states(query.getFirst("state")),
                equal,
                Texts.number("cursor", query.getFirst("cursor"), Long.MAX_VALUE, Long.MAX_VALUE),
                (int) Texts.number("limit", query.getFirst("limit"), 50, MOST));
    }

    private static Set<String> states(@Nullable String words) {
        Set<String> states = new LinkedHashSet<>();
        if (words == null || words.isBlank()) {
            return states;
        }
        for (String word : words.split(",", -1)) {
            if (word.equals(OPEN)) {
                Arrays.stream(IncidentState.values())
                        .filter(IncidentState::isOpen)
                        .forEach(state -> states.add(state.word()));
            } else {
                states.add(state(word));
            }
        }
        return states;
    }

    private static String state(String word) {
        try {
            return IncidentState.parse(word).word();
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(
                    "no state '" + word + "'; known are open, triggered, acknowledged, mitigated, resolved, closed");
        }
    }

    private static String severity(String word) {
        try {
            return Severity.parse(word).word();
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("no severity '" + word + "'; known are critical, error, warning, info");
        }
    }
}
