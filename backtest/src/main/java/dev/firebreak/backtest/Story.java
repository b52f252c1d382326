package dev.firebreak.backtest;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.notifier.obligation.Duty;
import dev.firebreak.notifier.obligation.Transition;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells a replay as a timeline, one line for each thing that happens. */
final class Story {
    private final Consumer<String> lines;

    Story(Consumer<String> lines) {
        this.lines = lines;
    }

    void alert(Alert alert) {
        line(
                alert.receivedAt(),
                alert.name() + " on " + alert.service() + (alert.isFiring() ? " fires" : " has ended"));
    }

    void told(IncidentFact fact, List<Duty> duties) {
        if (!(fact.event() instanceof IncidentEvent.RemediationProgressed)) {
            line(fact.occurredAt(), "  #" + fact.incident().number() + " " + words(fact));
        }
        for (Duty duty : duties) {
            if (!isHeard(duty)) {
                continue;
            }
            line(
                    fact.occurredAt(),
                    "    tells " + receiver(duty.receiver()) + ": "
                            + duty.transition().text());
        }
    }

    /** PagerDuty has no event for these. */
    private static boolean isHeard(Duty duty) {
        return !(duty.receiver() instanceof Receiver.PagerDuty)
                || (duty.transition().kind() != Transition.Kind.MITIGATED
                        && duty.transition().kind() != Transition.Kind.APPROVAL_REQUESTED);
    }

    private static String receiver(Receiver receiver) {
        return switch (receiver) {
            case Receiver.PagerDuty it -> "PagerDuty " + it.name();
            case Receiver.Slack it -> "Slack " + it.channel();
            case Receiver.Statuspage it -> "status page " + it.name();
            case Receiver.Webhook it -> "webhook " + it.name();
            case Receiver.Mail it -> "mail " + it.name();
            case Receiver.Teams it -> "Teams " + it.name();
            case Receiver.Discord it -> "Discord " + it.name();
        };
    }

    private static String words(IncidentFact fact) {
        Incident incident = fact.incident();
        return switch (fact.event()) {
            case IncidentEvent.Opened it ->
                "opened: " + it.title() + " (" + it.level() + ", " + incident.correlationKey() + "); " + it.reason();
            case IncidentEvent.LevelChanged it -> "is " + it.to() + " now, was " + it.from() + ": " + it.reason();
            case IncidentEvent.Escalated it ->
                "escalated to " + it.receivers().stream().map(Receiver::name).collect(Collectors.joining(", "));
            case IncidentEvent.AlertsAdded it -> "took in " + it.count() + " more";
            case IncidentEvent.AlertsResolved it -> "an alert ended, " + it.stillFiring() + " still firing";
            case IncidentEvent.Resolved it -> "resolved: " + it.reason();
            case IncidentEvent.Mitigated it -> "mitigated: " + it.reason();
            case IncidentEvent.Reopened it -> "reopened: " + it.reason();
            case IncidentEvent.ClockMissed it -> "nobody did it in time: " + it.clock();
            case IncidentEvent.ObservationStarted it -> "counts as resolved at " + it.resolvesAt();
            case IncidentEvent.UpdateDue _,
                    IncidentEvent.Acknowledged _,
                    IncidentEvent.Assigned _,
                    IncidentEvent.Closed _,
                    IncidentEvent.Silenced _,
                    IncidentEvent.Merged _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Split _,
                    IncidentEvent.Related _,
                    IncidentEvent.Flapping _,
                    IncidentEvent.PostmortemDue _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.NotificationDelivered _,
                    IncidentEvent.CommandRefused _ -> kind(Wire.typeOf(fact.event()));
        };
    }

    private static String kind(String type) {
        return type.substring(type.indexOf('.') + 1, type.lastIndexOf('.'));
    }

    void step(Incident incident, RemediationEvent event, Instant at) {
        line(at, "  #" + incident.number() + " runbook: " + kind(Wire.typeOf(event)) + ": " + event.summary());
    }

    private void line(Instant at, String words) {
        lines.accept(at + "  " + words);
    }
}
