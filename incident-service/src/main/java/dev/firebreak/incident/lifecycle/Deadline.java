package dev.firebreak.incident.lifecycle;

import java.time.Instant;

/** Time alone moves an incident: an observation ends, an escalation step falls due. */
public final class Deadline {
    private Deadline() {}

    /** Nothing when it is too early, or when what was waited for is over. */
    public static Decision decide(Dossier dossier, Instant now) {
        if (dossier.nextDueAt().filter(dueAt -> !dueAt.isAfter(now)).isEmpty()) {
            return Decision.nothing(dossier);
        }
        Draft draft = new Draft(dossier, now);
        if (draft.resolvesAt() != null) {
            Observation.end(draft, dossier.terms().observeFor());
        }
        if (draft.state().isOpen()) {
            Raises.byTime(draft, dossier.terms());
            DueSteps.engage(draft);
            Promises.look(draft);
        }
        return draft.decision();
    }
}
