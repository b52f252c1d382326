package dev.firebreak.incident.maintenance;

import dev.firebreak.model.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Maintenance that somebody announced.
 *
 * @param endedBy who ended it early; null when nobody did
 */
record Announcement(
        Window window,
        Actor createdBy,
        Instant createdAt,
        @Nullable Actor endedBy) {
    UUID id() {
        return UUID.fromString(window.id());
    }
}
