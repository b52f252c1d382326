package dev.firebreak.model.remediation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A question put to people.
 *
 * @param id opaque: all that a button carries
 * @param by roles that may answer, such as {@code responders}
 * @param people how many different people must say yes
 * @param approvedBy ids of the actors who did
 */
public record Approval(UUID id, Plan plan, List<String> by, int people, Instant expiresAt, List<String> approvedBy) {
    public Approval {
        by = List.copyOf(by);
        approvedBy = List.copyOf(approvedBy);
    }
}
