package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Instant;

/** That an incident has to do with another one belongs into its story. */
public final class Relations {
    private Relations() {}

    public static Decision decide(Dossier dossier, IncidentEvent.Related news, Instant now) {
        Draft draft = new Draft(dossier, now);
        draft.record(news, Actor.FIREBREAK);
        return draft.decision();
    }
}
