package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Actor;
import java.time.Instant;

/** Time alone moves an incident: an observation ends, an escalation step or a post-mortem falls due. */
public final class Deadline {
    private Deadline() {}

    /** Nothing when it is too early, or when what was waited for is over. */
    public static Decision decide(Dossier dossier, Instant now) {
        if (dossier.nextDueAt().filter(dueAt -> !dueAt.isAfter(now)).isEmpty()) {
            return Decision.nothing(dossier);
        }
        Draft draft = new Draft(dossier, now);
        if (!draft.state().isOpen()) {
            PostmortemDuty.remind(draft, dossier);
            return draft.decision();
        }
        if (Drills.overAt(dossier.incident())
                .filter(overAt -> !overAt.isAfter(now))
                .isPresent()) {
            Drills.end(draft, Actor.FIREBREAK);
            return draft.decision();
        }
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
