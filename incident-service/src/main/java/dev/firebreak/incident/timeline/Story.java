package dev.firebreak.incident.timeline;

import dev.firebreak.catalog.yaml.Durations;
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
                (it.receivers().isEmpty()
                                ? "Told nobody"
                                : "Told "
                                        + it.receivers().stream()
                                                .map(Receiver::name)
                                                .collect(Collectors.joining(", ")))
                        + said(it.message());
            case IncidentEvent.ClockMissed it ->
                (it.clock().equals("acknowledge") ? "Not acknowledged" : "No response") + " within "
                        + it.within().toMinutes() + " min, due at " + it.dueAt();
            case IncidentEvent.UpdateDue it ->
                "Update due: nothing said since " + it.lastUpdateAt() + ", one is promised every "
                        + it.every().toMinutes() + " min";
            case IncidentEvent.Acknowledged it -> "Acknowledged by " + actor.name() + said(it.note());
            case IncidentEvent.Assigned it -> handedOver(it, actor) + said(it.note());
            case IncidentEvent.Mitigated it -> "Mitigated: " + it.reason();
            case IncidentEvent.ObservationStarted it ->
                "Nothing fires; counts as resolved at " + it.resolvesAt() + " if it stays so";
            case IncidentEvent.Resolved it -> "Resolved: " + it.reason();
            case IncidentEvent.Reopened it -> "Reopened: " + it.reason();
            case IncidentEvent.Merged it -> "Merged into " + it.into() + " by " + actor.name() + ": " + it.reason();
            case IncidentEvent.Absorbed it ->
                it.from() + " was merged into this by " + actor.name() + ", "
                        + counted(it.alerts().size(), "alert") + " of it firing: " + it.reason();
            case IncidentEvent.Split it ->
                counted(it.alerts().size(), "alert") + " split off into " + it.into() + " by " + actor.name() + ": "
                        + it.reason();
            case IncidentEvent.Related it -> "Has to do with " + it.other() + ": " + it.reason();
            case IncidentEvent.Flapping it ->
                it.alert() + " on " + it.service() + " flaps: it ended " + it.ends() + " times within "
                        + Durations.format(it.within()) + ". It counts as firing until it has been quiet for "
                        + Durations.format(it.quietFor()) + ".";
            case IncidentEvent.PostmortemDue it ->
                "Post-mortem due: resolved at " + it.resolvedAt() + ", and nobody has kept one";
            case IncidentEvent.Closed it -> "Closed by " + actor.name() + ": " + it.reason();
            case IncidentEvent.Silenced it ->
                "Silenced by " + actor.name() + " until " + it.until() + " (" + String.join(", ", it.matchers()) + "): "
                        + it.reason();
            case IncidentEvent.NoteAdded it -> actor.name() + ": " + it.text();
            case IncidentEvent.RemediationProgressed it -> it.summary();
            case IncidentEvent.NotificationDelivered it ->
                it.receiver() + " was told: " + IncidentEvent.NotificationDelivered.news(it.transition()) + " (after "
                        + it.after().toMillis() + " ms)";
            case IncidentEvent.CommandRefused it ->
                "Refused to " + it.command() + " for " + actor.name() + ": " + it.reason();
        };
    }

    private static String handedOver(IncidentEvent.Assigned it, Actor actor) {
        String from = it.from() == null || it.from().equals(it.to().name()) ? "" : ", until now " + it.from() + "'s";
        return it.to().name().equals(actor.name())
                ? "Taken over by " + actor.name() + from
                : "Handed over to " + it.to().name() + " by " + actor.name() + from;
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : ": " + text;
    }
}
