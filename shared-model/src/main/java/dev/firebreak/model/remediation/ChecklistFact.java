package dev.firebreak.model.remediation;

import dev.firebreak.model.EventId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the checks of a checklist saw. Travels on {@code firebreak.remediations}; it is no remediation and changed nothing.
 *
 * @param post the posted list that asked
 */
public record ChecklistFact(EventId id, Instant occurredAt, UUID post, List<Look> looks) {
    public ChecklistFact {
        looks = List.copyOf(looks);
    }

    /**
     * @param item its text, as in the catalogue
     * @param summary what was seen, in one line for people; never a secret
     */
    public record Look(String item, boolean ok, String summary) {}
}
