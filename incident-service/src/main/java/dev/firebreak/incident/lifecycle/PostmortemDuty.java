package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** After an incident of a bad level somebody should write down what was learned; who does not is reminded once. */
public final class PostmortemDuty {
    private PostmortemDuty() {}

    /** Empty when none is asked for, one was kept, or the reminder was told; and for what goes on elsewhere. */
    static Optional<Instant> dueAt(Dossier dossier) {
        @Nullable Instant resolvedAt = dossier.incident().resolvedAt();
        return dossier.incident().state() != IncidentState.RESOLVED
                        || resolvedAt == null
                        || dossier.escalation().postmortemSettledAt() != null
                ? Optional.empty()
                : within(dossier).map(resolvedAt::plus);
    }

    private static Optional<Duration> within(Dossier dossier) {
        return dossier.incident().isDrill()
                ? Optional.empty()
                : dossier.terms().level(dossier.incident().level()).map(SeverityLevel::postmortemWithin);
    }

    /** Its time has come. */
    static void remind(Draft draft, Dossier dossier) {
        draft.settlePostmortem();
        draft.record(
                new IncidentEvent.PostmortemDue(
                        Objects.requireNonNull(dossier.incident().resolvedAt()),
                        within(dossier).orElseThrow()),
                Actor.FIREBREAK);
    }

    /** Somebody kept a version. */
    public static Decision kept(Dossier dossier, Instant now) {
        Draft draft = new Draft(dossier, now);
        draft.settlePostmortem();
        return draft.decision();
    }
}
