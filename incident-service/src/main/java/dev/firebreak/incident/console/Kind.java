package dev.firebreak.incident.console;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;

/** Whose doing an entry of the timeline is. */
enum Kind {
    PEOPLE("people", "☺"),
    ALERTS("alerts", "!"),
    AUTOMATION("automation", "⚙"),
    NOTIFICATIONS("notifications", "✉");

    private final String word;
    private final String sign;

    Kind(String word, String sign) {
        this.word = word;
        this.sign = sign;
    }

    public String word() {
        return word;
    }

    public String sign() {
        return sign;
    }

    static Kind of(IncidentEvent event, Actor actor) {
        return switch (event) { // no default: a new event must fail to compile here
            case IncidentEvent.Opened _,
                    IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.Flapping _ -> ALERTS;
            case IncidentEvent.RemediationProgressed _ -> AUTOMATION;
            case IncidentEvent.Escalated _,
                    IncidentEvent.NotificationDelivered _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.UpdateDue _,
                    IncidentEvent.PostmortemDue _ -> NOTIFICATIONS;
            case IncidentEvent.LevelChanged _,
                    IncidentEvent.Acknowledged _,
                    IncidentEvent.Assigned _,
                    IncidentEvent.Mitigated _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.Resolved _,
                    IncidentEvent.Reopened _,
                    IncidentEvent.Merged _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Split _,
                    IncidentEvent.Related _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.Closed _,
                    IncidentEvent.Silenced _,
                    IncidentEvent.CommandRefused _ -> actor.isPerson() ? PEOPLE : AUTOMATION;
        };
    }
}
