package dev.firebreak.incident.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.firebreak.model.Actor;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request that somebody has to answer for.
 *
 * @param number counts up; with gaps
 * @param actor null when nobody could be told
 * @param address where it came from
 * @param path without the query
 * @param status of the answer; null when the change was begun and how it ended is not known
 * @param detail why it was refused
 */
public record AuditEntry(
        long number,
        Instant at,
        Kind kind,
        @Nullable Actor actor,
        String address,
        String method,
        String path,
        @Nullable Integer status,
        @Nullable String detail) {
    public enum Kind {
        CHANGE,
        REFUSAL;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Kind parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
