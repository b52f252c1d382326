package dev.firebreak.model.remediation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Leave to pass guards that said no: for one step, once.
 *
 * @param guards their names
 * @param by the admin's id
 * @param name the admin's name
 * @param reason why it could not wait
 * @param expiresAt it counts for nothing from then on
 */
public record BrokenGlass(UUID id, List<String> guards, String by, String name, String reason, Instant expiresAt) {
    public BrokenGlass {
        guards = List.copyOf(guards);
    }
}
