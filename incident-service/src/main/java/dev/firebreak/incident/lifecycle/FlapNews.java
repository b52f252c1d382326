package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends of its alerts that come too often to be believed: counted each, told when it begins. */
public final class FlapNews {
    /** @param news null when it was told before that this alert flaps */
    public record Flap(int ends, IncidentEvent.@Nullable Flapping news) {}

    private FlapNews() {}

    public static Decision decide(Dossier dossier, List<Flap> flaps, Instant now) {
        Draft draft = new Draft(dossier, now);
        for (Flap flap : flaps) {
            draft.countFlaps(flap.ends());
            IncidentEvent.@Nullable Flapping news = flap.news();
            if (news != null) {
                draft.record(news, Actor.FIREBREAK);
            }
        }
        return draft.decision();
    }
}
