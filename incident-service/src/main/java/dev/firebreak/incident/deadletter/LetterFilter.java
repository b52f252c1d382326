package dev.firebreak.incident.deadletter;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which letters.
 *
 * @param state null for all
 * @param topic where they were read; null for all
 * @param cause words of the cause, in any case; null for all
 */
record LetterFilter(
        @Nullable LetterState state,
        @Nullable String topic,
        @Nullable String cause) {
    /** SQL to put after {@code where}, with the values of {@link #values()}. */
    String condition() {
        StringBuilder sql = new StringBuilder("true");
        if (state != null) {
            sql.append(" and state = :state");
        }
        if (topic != null) {
            sql.append(" and topic = :topic");
        }
        if (cause != null) {
            sql.append(" and position(lower(:cause) in lower(cause)) > 0");
        }
        return sql.toString();
    }

    Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        if (state != null) {
            values.put("state", state.word());
        }
        if (topic != null) {
            values.put("topic", topic);
        }
        if (cause != null) {
            values.put("cause", cause);
        }
        return values;
    }
}
