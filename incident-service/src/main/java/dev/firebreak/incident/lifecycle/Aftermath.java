package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentState;
import org.jspecify.annotations.Nullable;

/** A late word may give an earlier one its meaning back: then the incident moves though what arrived did not say so. */
final class Aftermath {
    private Aftermath() {}

    /** Tells such a move; nothing when the last event, or the state before, shows the incident as it stands. */
    static void tell(Draft draft) {
        Incident shown = draft.shown();
        IncidentState told = shown.state();
        Standing standing = draft.standing();
        if (standing.state() == told) {
            tellOwner(draft, shown, standing.assignedTo());
            return;
        }
        if (!told.isOpen() && standing.isOpen()) {
            draft.record(new IncidentEvent.Reopened("it went on at " + standing.startedAt()), Actor.FIREBREAK);
            return;
        }
        IncidentEvent event = switch (standing.state()) {
            case TRIGGERED ->
                new IncidentEvent.Reopened(
                        "it began anew at " + standing.startedAt() + ", and nobody has acknowledged that");
            case ACKNOWLEDGED ->
                new IncidentEvent.Acknowledged(standing.acknowledgedBy() + " did so at " + standing.acknowledgedAt());
            case MITIGATED -> new IncidentEvent.Mitigated("proven at " + standing.mitigatedAt());
            case RESOLVED, CLOSED ->
                new IncidentEvent.Resolved("by " + standing.resolvedBy() + " at " + standing.resolvedAt());
        };
        draft.record(event, Actor.FIREBREAK);
    }

    private static void tellOwner(Draft draft, Incident shown, @Nullable Assignee assignedTo) {
        if (assignedTo != null && !assignedTo.equals(shown.assignedTo())) {
            draft.record(new IncidentEvent.Assigned(shown.owner(), assignedTo, null), Actor.FIREBREAK);
        }
    }
}
