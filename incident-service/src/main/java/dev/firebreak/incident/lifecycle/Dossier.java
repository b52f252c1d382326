package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.incident.escalation.Clocks;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.model.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a decision needs to know of one incident. */
public record Dossier(Incident incident, Terms terms, Escalation escalation, Testimony testimony) {
    /** "Older than 30 minutes" does not hold at 30 minutes. */
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    /**
     * When somebody must look at this incident again though no message comes. While it is observed only the end of
     * the observation counts: nobody is woken for what is probably over.
     */
    public Optional<Instant> nextDueAt() {
        if (!incident.state().isOpen()) {
            return PostmortemDuty.dueAt(this);
        }
        return Stream.concat(nextStepAt().stream(), Drills.overAt(incident).stream())
                .min(Instant::compareTo);
    }

    private Optional<Instant> nextStepAt() {
        @Nullable Instant resolvesAt = incident.resolvesAt();
        return resolvesAt == null
                ? Stream.concat(
                                escalation.nextDueAt(incident.level(), incident.acknowledgedAt() != null).stream(),
                                nextLookAt().stream())
                        .min(Instant::compareTo)
                : Optional.of(resolvesAt);
    }

    /** The same, calling whoever is on call by the rotations of the catalogue in use: people change more often than policies. */
    public Dossier calledBy(Catalog catalog) {
        return catalog.system(incident.system())
                .map(system -> new Dossier(incident, terms.calledBy(system), escalation, testimony))
                .orElse(this);
    }

    /** When its age alone may make it worse. */
    private Optional<Instant> nextLookAt() {
        @Nullable Clocks clocks = escalation.clocks();
        return terms.raises().stream()
                .filter(raise -> clocks != null && terms.isWorse(raise.to(), incident.level()))
                .flatMap(raise -> raise.looksAt().stream())
                .map(age -> incident.openedAt().plus(age).plus(A_MOMENT))
                .filter(at -> clocks != null && at.isAfter(clocks.lookedAt()))
                .min(Instant::compareTo);
    }

    /** When what was said resolved it; null while it is open. */
    @Nullable
    Instant resolvedAt() {
        return testimony.standing().resolvedAt();
    }
}
