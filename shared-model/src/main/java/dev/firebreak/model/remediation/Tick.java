package dev.firebreak.model.remediation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person says that a manual step is done.
 *
 * @param by the actor's id
 * @param name the actor's name
 * @param note what others should know; null for nothing
 */
public record Tick(
        String by, String name, Instant at, @Nullable String note) {}
