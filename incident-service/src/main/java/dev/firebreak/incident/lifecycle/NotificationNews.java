package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.notification.NotificationFact;
import java.time.Instant;
import java.util.List;

/** The proof that somebody was told belongs to the incident's story. */
public final class NotificationNews {
    private NotificationNews() {}

    public static Decision decide(Dossier dossier, List<NotificationFact> facts, Instant now) {
        Draft draft = new Draft(dossier, now);
        for (NotificationFact fact : facts) {
            draft.record(
                    new IncidentEvent.NotificationDelivered(
                            fact.receiver(), fact.transition(), fact.deliveredAt(), fact.after()),
                    Actor.FIREBREAK);
        }
        return draft.decision();
    }
}
