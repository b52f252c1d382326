package dev.firebreak.incident.access;

import dev.firebreak.model.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program's key, as far as it can be shown.
 *
 * @param system the only one it is for; null for all
 * @param lastUsedAt to the minute; null when it never was
 */
public record ApiToken(
        UUID id,
        String name,
        Role role,
        @Nullable String system,
        Actor createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Actor revokedBy,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {}
