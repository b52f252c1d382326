package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.escalation.Clocks;
import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the level promises: what is not kept in time is told, once; and whoever works on it is reminded to say how it goes. */
final class Promises {
    private Promises() {}

    static void look(Draft draft) {
        @Nullable Clocks clocks = draft.escalation().clocks();
        if (clocks == null) {
            return;
        }
        boolean acknowledged = draft.standing().acknowledgedAt() != null;
        Clocks then = clocks;
        @Nullable Duration acknowledgeWithin = clocks.acknowledgeWithin();
        Optional<Instant> acknowledgeDueAt = due(draft, clocks.acknowledgeDueAt(acknowledged));
        if (acknowledgeWithin != null && acknowledgeDueAt.isPresent()) {
            then = then.acknowledgeTold();
            draft.keep(then);
            draft.record(
                    new IncidentEvent.ClockMissed("acknowledge", acknowledgeWithin, acknowledgeDueAt.get()),
                    Actor.FIREBREAK);
        }
        @Nullable Duration respondWithin = clocks.respondWithin();
        Optional<Instant> respondDueAt = due(draft, clocks.respondDueAt());
        if (respondWithin != null && respondDueAt.isPresent()) {
            then = then.respondTold();
            draft.keep(then);
            draft.record(new IncidentEvent.ClockMissed("respond", respondWithin, respondDueAt.get()), Actor.FIREBREAK);
        }
        @Nullable Duration updateEvery = clocks.updateEvery();
        if (updateEvery != null && due(draft, clocks.updateDueAt()).isPresent()) {
            draft.keep(then.reminded(draft.now()));
            draft.record(new IncidentEvent.UpdateDue(updateEvery, clocks.updatedAt()), Actor.FIREBREAK);
        }
    }

    private static Optional<Instant> due(Draft draft, Optional<Instant> dueAt) {
        return dueAt.filter(at -> !at.isAfter(draft.now()));
    }
}
