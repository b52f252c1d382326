package dev.firebreak.incident.api;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentState;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents to list.
 *
 * @param states words of the states; empty for all
 * @param equal columns and the value that each must have
 * @param words to be found in titles, labels and notes, as in a search engine; null for all
 * @param before only incidents with a smaller number
 */
record IncidentFilter(
        Set<String> states,
        Map<String, String> equal,
        @Nullable String words,
        long before,
        int limit) {
    private static final int MOST = 200;
    private static final String OPEN = "open";

    /** @throws BadRequestException naming the parameter that cannot be used */
    static IncidentFilter of(
            @Nullable String state,
            @Nullable String system,
            @Nullable String service,
            @Nullable String severity,
            @Nullable String words,
            @Nullable String cursor,
            @Nullable String limit) {
        Map<String, String> equal = new TreeMap<>();
        if (system != null) {
            equal.put("system", system);
        }
        if (service != null) {
            equal.put("service", service);
        }
        if (severity != null) {
            equal.put("severity", severity(severity));
        }
        return new IncidentFilter(
                states(state),
                equal,
                Texts.optional(words, "/q"),
                Texts.number("cursor", cursor, Long.MAX_VALUE, Long.MAX_VALUE),
                (int) Texts.number("limit", limit, 50, MOST));
    }

    boolean isOpenOnly() {
        return !states.isEmpty() && states.stream().map(IncidentState::parse).allMatch(IncidentState::isOpen);
    }

    /** Few are, between the many that are closed. */
    boolean isResolvedOnly() {
        return states.equals(Set.of(IncidentState.RESOLVED.word()));
    }

    /** In SQL, each after an "and"; what they ask for comes by {@link #values}. */
    String conditions() {
        StringBuilder conditions = new StringBuilder();
        if (!states.isEmpty()) {
            conditions.append(" and state = any(:states)");
        }
        equal.keySet().forEach(column -> conditions.append(" and " + column + " = :" + column));
        return conditions.toString();
    }

    Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>(equal);
        if (!states.isEmpty()) {
            values.put("states", states.toArray(String[]::new));
        }
        return values;
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
