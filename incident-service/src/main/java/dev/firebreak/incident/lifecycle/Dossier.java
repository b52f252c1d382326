package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.model.incident.Incident;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that a decision needs to know of one incident. */
public record Dossier(Incident incident, Terms terms, Escalation escalation, Testimony testimony) {

    /**
     * When somebody must look at this incident again though no message comes. While it is observed only the end of
     * the observation counts: nobody is woken for what is probably over.
     */
    public Optional<Instant> nextDueAt() {
        if (!incident.state().isOpen()) {
            return Optional.empty();
        }
        @Nullable Instant resolvesAt = incident.resolvesAt();
        return resolvesAt == null ? escalation.nextDueAt() : Optional.of(resolvesAt);
    }

    /** When what was said resolved it; null while it is open. */
    @Nullable
    Instant resolvedAt() {
        return testimony.standing().resolvedAt();
    }
}
