package dev.firebreak.incident.timeline;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.Receiver;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One sentence for each fact; plain text, parts of it from outside: escape it before showing it as HTML. */
public final class Story {
    private Story() {}

    public static String tell(IncidentEvent event, Actor actor) {
        return switch (event) { // no default: a new event must fail to compile here
            case IncidentEvent.Opened it ->
                "Opened at " + it.level() + " (" + it.severity().word() + "): " + it.title() + ". Why: " + it.reason()
                        + (it.suspect() == null
                                ? ""
                                : ". Suspect deployment: " + it.suspect().id());
            case IncidentEvent.AlertsAdded it ->
                counted(it.count(), "alert") + ": "
                        + it.alerts().stream()
                                .limit(3)
                                .map(alert -> alert.title())
                                .collect(Collectors.joining("; "));
            case IncidentEvent.AlertsResolved it ->
                counted(it.alerts().size(), "alert") + " over, "
                        + (it.stillFiring() == 0 ? "none fires any more" : it.stillFiring() + " still firing");
            case IncidentEvent.LevelChanged it ->
                "Level " + it.from() + " → " + it.to() + " (" + it.severity().word() + "): " + it.reason();
            case IncidentEvent.Escalated it ->
                "Told " + it.receivers().stream().map(Receiver::name).collect(Collectors.joining(", "))
                        + said(it.message());
            case IncidentEvent.ClockMissed it ->
                (it.clock().equals("acknowledge") ? "Not acknowledged" : "No response") + " within "
                        + it.within().toMinutes() + " min, due at " + it.dueAt();
            case IncidentEvent.UpdateDue it ->
                "Update due: nothing said since " + it.lastUpdateAt() + ", one is promised every "
                        + it.every().toMinutes() + " min";
            case IncidentEvent.Acknowledged it -> "Acknowledged by " + actor.name() + said(it.note());
            case IncidentEvent.Mitigated it -> "Mitigated: " + it.reason();
            case IncidentEvent.ObservationStarted it ->
                "Nothing fires; counts as resolved at " + it.resolvesAt() + " if it stays so";
            case IncidentEvent.Resolved it -> "Resolved: " + it.reason();
            case IncidentEvent.Reopened it -> "Reopened: " + it.reason();
            case IncidentEvent.NoteAdded it -> actor.name() + ": " + it.text();
            case IncidentEvent.RemediationProgressed it -> it.summary();
            case IncidentEvent.NotificationDelivered it ->
                it.receiver() + " was told: " + it.transition() + " (after "
                        + it.after().toMillis() + " ms)";
            case IncidentEvent.CommandRefused it ->
                "Refused to " + it.command() + " for " + actor.name() + ": " + it.reason();
        };
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : ": " + text;
    }
}
