package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;

/** Nothing fires any more: for how long must that last until the incident counts as resolved? */
final class Observation {
    private Observation() {}

    /** Nothing when something fires, or it is observed already, or a person said that it goes on all the same. */
    static void begin(Draft draft, Duration observeFor, Actor because) {
        if (!draft.state().isOpen()) {
            draft.concludeQuiet(observeFor, draft.now()); // it may have been over before the resolution that is known
            return;
        }
        if (!draft.isCalm() || draft.resolvesAt() != null) {
            return;
        }
        if (observeFor.isZero()) {
            draft.concludeQuiet(observeFor, draft.now());
            draft.record(new IncidentEvent.Resolved("all its alerts are resolved"), because);
        } else {
            Instant resolvesAt = draft.now().plus(observeFor);
            draft.observeUntil(resolvesAt);
            draft.record(new IncidentEvent.ObservationStarted(observeFor, resolvesAt), Actor.FIREBREAK);
        }
    }

    /** Its time is over. */
    static void end(Draft draft, Duration observeFor) {
        Instant startedAt = draft.standing().startedAt();
        draft.concludeQuiet(observeFor, draft.now());
        draft.observeUntil(null);
        if (!draft.state().isOpen()) {
            draft.record(
                    new IncidentEvent.Resolved("nothing fired for " + Durations.words(observeFor)), Actor.FIREBREAK);
        } else if (!draft.standing().startedAt().equals(startedAt)) {
            draft.record(
                    new IncidentEvent.Reopened("nothing had fired for " + Durations.words(observeFor)
                            + ", but a person said that it goes on"),
                    Actor.FIREBREAK);
        }
    }
}
