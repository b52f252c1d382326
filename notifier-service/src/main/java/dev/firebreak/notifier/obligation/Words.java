package dev.firebreak.notifier.obligation;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was said with a fact that people are told. */
final class Words {
    private Words() {}

    /** Null when nothing was. */
    static @Nullable String of(Transition.Kind kind, Change.Cause cause) {
        return switch (cause) {
            case Change.Cause.OfIncident(var fact) ->
                kind == Transition.Kind.NOTED ? ofPerson(fact).orElse(null) : of(fact.event());
            case Change.Cause.OfRemediation(var fact) ->
                fact.event() instanceof RemediationEvent.ApprovalRequested asked ? asked.summary() : null;
        };
    }

    /** What a person wrote down here or whom they gave it to, and who it was; empty for what PagerDuty told us: it has that itself. */
    static Optional<String> ofPerson(IncidentFact fact) {
        Actor actor = fact.actor();
        if (!actor.isPerson() || actor.origin() == Origin.PAGERDUTY) {
            return Optional.empty();
        }
        @Nullable String text = null;
        if (fact.event() instanceof IncidentEvent.NoteAdded note) {
            text = note.text();
        } else if (fact.event() instanceof IncidentEvent.Acknowledged acknowledged) {
            text = acknowledged.note();
        } else if (fact.event() instanceof IncidentEvent.Assigned assigned) {
            String to = assigned.to().name();
            text = (to.equals(actor.name()) ? "took it over" : "handed it over to " + to)
                    + (assigned.note() == null ? "" : ": " + assigned.note());
        }
        return Optional.ofNullable(text)
                .map(said -> actor.name() + " (" + actor.origin().word() + "): " + said);
    }

    private static @Nullable String of(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Escalated escalated -> escalated.message();
            case IncidentEvent.Acknowledged acknowledged -> acknowledged.note();
            case IncidentEvent.Assigned assigned -> assigned.to().name();
            case IncidentEvent.Mitigated mitigated -> mitigated.reason();
            case IncidentEvent.Resolved resolved -> resolved.reason();
            case IncidentEvent.Merged merged -> merged.reason();
            case IncidentEvent.Reopened reopened -> reopened.reason();
            case IncidentEvent.Opened _,
                    IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.LevelChanged _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.UpdateDue _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.NotificationDelivered _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Split _,
                    IncidentEvent.Related _,
                    IncidentEvent.Flapping _,
                    IncidentEvent.Closed _,
                    IncidentEvent.Silenced _,
                    IncidentEvent.PostmortemDue _,
                    IncidentEvent.CommandRefused _ -> null;
        };
    }
}
