package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.incident.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Time alone moves an incident: an observation ends, an escalation step falls due. */
public final class Deadline {
    private Deadline() {}

    /** Nothing when it is too early, or when what was waited for is over. */
    public static Decision decide(Dossier dossier, Instant now) {
        Incident incident = dossier.incident();
        if (dossier.nextDueAt().filter(dueAt -> !dueAt.isAfter(now)).isEmpty()) {
            return Decision.nothing(dossier);
        }
        Draft draft = new Draft(dossier, now);
        @Nullable Instant resolvesAt = incident.resolvesAt();
        if (resolvesAt == null) {
            DueSteps.engage(draft);
            return draft.decision();
        }
        Observation.end(draft, dossier.terms().observeFor());
        return draft.decision();
    }
}
