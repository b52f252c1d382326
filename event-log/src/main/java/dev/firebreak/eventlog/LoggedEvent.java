package dev.firebreak.eventlog;

import dev.firebreak.model.Actor;
import dev.firebreak.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of the log, for timelines.
 *
 * @param type its name on the wire
 * @param value the JSON that went to Kafka
 */
public record LoggedEvent(
        UUID subjectId,
        long seq,
        UUID eventId,
        String type,
        Instant occurredAt,
        Actor actor,
        String catalogVersion,
        String value) {
    public <T> T valueAs(Class<T> fact) {
        return Wire.read(value.getBytes(StandardCharsets.UTF_8), fact);
    }
}
