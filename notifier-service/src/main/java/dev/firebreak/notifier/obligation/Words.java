package dev.firebreak.notifier.obligation;

import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.remediation.RemediationEvent;
import org.jspecify.annotations.Nullable;

/** What was said with a fact that people are told. */
final class Words {
    private Words() {}

    /** Null when nothing was. */
    static @Nullable String of(Change.Cause cause) {
        return switch (cause) {
            case Change.Cause.OfIncident(var fact) -> of(fact.event());
            case Change.Cause.OfRemediation(var fact) ->
                fact.event() instanceof RemediationEvent.ApprovalRequested asked ? asked.summary() : null;
        };
    }

    private static @Nullable String of(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Escalated escalated -> escalated.message();
            case IncidentEvent.Acknowledged acknowledged -> acknowledged.note();
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
