package dev.firebreak.notifier.slack.card;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of the story that is told below the card.
 *
 * @param broadcast true when it must be seen in the channel as well: a changed card makes no sound
 */
public record ThreadLine(String text, boolean broadcast) {
    private static final int WORDS = 500;
    private static final Pattern SLACK_ID = Pattern.compile("[UWS][A-Z0-9]{6,20}");

    /** Empty for what needs no line: counts that the card shows, and what another line tells better. */
    public static Optional<ThreadLine> of(IncidentFact fact) {
        return switch (fact.event()) {
            case IncidentEvent.Opened it -> quiet(fact.occurredAt(), "🔔", "Opened: " + it.reason());
            case IncidentEvent.AlertsAdded _ -> Optional.empty();
            case IncidentEvent.AlertsResolved it ->
                it.stillFiring() == 0 ? quiet(fact.occurredAt(), "🟢", "Nothing fires any more") : Optional.empty();
            case IncidentEvent.LevelChanged it ->
                quiet(fact.occurredAt(), "📶", "Level " + it.from() + " → " + it.to() + ": " + it.reason());
            case IncidentEvent.Escalated it -> escalated(fact, it);
            case IncidentEvent.ClockMissed it ->
                Optional.of(line(
                        fact.occurredAt(),
                        "⏰",
                        "Nobody " + ("acknowledge".equals(it.clock()) ? "acknowledged" : "responded") + " within "
                                + words(it.within().toSeconds()),
                        true));
            case IncidentEvent.UpdateDue it ->
                quiet(
                        fact.occurredAt(),
                        "⏰",
                        "Update due: one is promised every " + words(it.every().toSeconds()));
            case IncidentEvent.Acknowledged it ->
                quiet(fact.occurredAt(), "👀", "Acknowledged" + by(fact.actor()) + remark(it.note()));
            case IncidentEvent.Assigned it ->
                quiet(
                        fact.occurredAt(),
                        "🤝",
                        (it.to().name().equals(fact.actor().name())
                                        ? "Taken over" + by(fact.actor())
                                        : "Handed over to " + it.to().name() + by(fact.actor()))
                                + remark(it.note()));
            case IncidentEvent.Mitigated it -> quiet(fact.occurredAt(), "🩹", "Mitigated: " + it.reason());
            case IncidentEvent.ObservationStarted it ->
                quiet(
                        fact.occurredAt(),
                        "🔭",
                        "Under observation for " + words(it.observeFor().toSeconds()));
            case IncidentEvent.Resolved it ->
                quiet(fact.occurredAt(), "✅", "Resolved" + by(fact.actor()) + ": " + it.reason());
            case IncidentEvent.Reopened it ->
                Optional.of(line(fact.occurredAt(), "🔁", "Reopened" + by(fact.actor()) + ": " + it.reason(), true));
            case IncidentEvent.Merged it ->
                quiet(fact.occurredAt(), "🔗", "Merged into " + it.into() + by(fact.actor()) + ": " + it.reason());
            case IncidentEvent.Absorbed it ->
                quiet(
                        fact.occurredAt(),
                        "🔗",
                        it.from() + " was merged into this" + by(fact.actor()) + ": " + it.reason());
            case IncidentEvent.Split it ->
                quiet(fact.occurredAt(), "✂️", "Split off into " + it.into() + by(fact.actor()) + ": " + it.reason());
            case IncidentEvent.Related it ->
                quiet(fact.occurredAt(), "🔗", "Has to do with " + it.other() + ": " + it.reason());
            case IncidentEvent.Flapping it ->
                quiet(
                        fact.occurredAt(),
                        "🔀",
                        it.alert() + " on " + it.service() + " flaps: it ended " + it.ends() + " times within "
                                + words(it.within().toSeconds()) + "; it counts as firing until it is quiet for "
                                + words(it.quietFor().toSeconds()));
            case IncidentEvent.PostmortemDue it ->
                Optional.of(line(
                        fact.occurredAt(),
                        "📄",
                        "Post-mortem due: it was resolved " + it.within().toHours()
                                + " hours ago and nobody has kept one",
                        true));
            case IncidentEvent.Closed it ->
                quiet(fact.occurredAt(), "📁", "Closed" + by(fact.actor()) + ": " + it.reason());
            case IncidentEvent.Silenced it ->
                quiet(
                        fact.occurredAt(),
                        "🔕",
                        "Silenced" + by(fact.actor()) + " until " + it.until() + " (" + String.join(", ", it.matchers())
                                + "): " + it.reason());
            case IncidentEvent.NoteAdded it ->
                quiet(fact.occurredAt(), "📝", "Note" + by(fact.actor()) + ": " + it.text());
            case IncidentEvent.RemediationProgressed _, IncidentEvent.NotificationDelivered _ -> Optional.empty();
            case IncidentEvent.CommandRefused it ->
                quiet(fact.occurredAt(), "⛔", "Refused " + it.command() + by(fact.actor()) + ": " + it.reason());
        };
    }

    public static Optional<ThreadLine> of(RemediationFact fact) {
        RemediationEvent event = fact.event();
        if (event instanceof RemediationEvent.StepStarted) {
            return Optional.empty(); // how it ended is told
        }
        boolean broadcast = event instanceof RemediationEvent.ApprovalRequested
                || event instanceof RemediationEvent.OutcomeUnknown
                || event instanceof RemediationEvent.GlassBroken;
        return Optional.of(line(fact.occurredAt(), sign(event), event.summary() + answeredBy(fact), broadcast));
    }

    /** Whom the policy calls at once, the card itself calls. */
    private static Optional<ThreadLine> escalated(IncidentFact fact, IncidentEvent.Escalated event) {
        String message = event.message();
        String mentions = mentions(event);
        if (message == null
                && mentions.isEmpty()
                && fact.occurredAt().equals(fact.incident().openedAt())) {
            return Optional.empty();
        }
        String names = event.receivers().stream().map(Receiver::name).collect(Collectors.joining(", "));
        if (names.isEmpty()) { // a drill that would have woken somebody
            return Optional.of(line(fact.occurredAt(), "📣", "Escalated to nobody" + remark(message), false));
        }
        String words = "Escalated to " + names + remark(message);
        boolean broadcast = message != null || event.receivers().stream().anyMatch(Receiver.Slack.class::isInstance);
        ThreadLine line = line(fact.occurredAt(), "📣", words, broadcast);
        return Optional.of(new ThreadLine(line.text() + mentions, line.broadcast()));
    }

    /** Who is on call there, a person or a user group, so that Slack calls them: added after the escaping that would undo it. */
    private static String mentions(IncidentEvent.Escalated event) {
        return event.receivers().stream()
                .filter(Receiver.Slack.class::isInstance)
                .map(receiver -> ((Receiver.Slack) receiver).mention())
                .filter(mention -> mention != null && SLACK_ID.matcher(mention).matches())
                .distinct()
                .map(mention -> mention.startsWith("S") ? " <!subteam^" + mention + ">" : " <@" + mention + ">")
                .collect(Collectors.joining());
    }

    private static String sign(RemediationEvent event) {
        return switch (event) {
            case RemediationEvent.Started _ -> "🤖";
            case RemediationEvent.StepStarted _ -> "⏳";
            case RemediationEvent.StepSucceeded _,
                    RemediationEvent.Verified _,
                    RemediationEvent.Approved _,
                    RemediationEvent.ManualStepDone _ -> "✅";
            case RemediationEvent.StepFailed _, RemediationEvent.VerificationFailed _ -> "❌";
            case RemediationEvent.StepSkipped _ -> "⏭️";
            case RemediationEvent.ManualStepOpened _, RemediationEvent.ManualStepReopened _ -> "👉";
            case RemediationEvent.ActionShadowed _ -> "👻";
            case RemediationEvent.ApprovalRequested _ -> "✋";
            case RemediationEvent.Rejected _,
                    RemediationEvent.AnswerRefused _,
                    RemediationEvent.ActionRefused _,
                    RemediationEvent.ApprovalVoided _ -> "⛔";
            case RemediationEvent.ActionDispatched _ -> "🚀";
            case RemediationEvent.ActionApplied _ -> "🔧";
            case RemediationEvent.Undone _ -> "↩️";
            case RemediationEvent.UndoProbed it -> it.recovered() ? "✅" : "❌";
            case RemediationEvent.TrustChanged _ -> "🎚️";
            case RemediationEvent.GlassBroken _ -> "🚨";
            case RemediationEvent.OutcomeUnknown _ -> "❓";
            case RemediationEvent.Finished _ -> "🏁";
        };
    }

    private static String answeredBy(RemediationFact fact) {
        RemediationEvent event = fact.event();
        boolean answered = event instanceof RemediationEvent.Approved
                || event instanceof RemediationEvent.Rejected
                || event instanceof RemediationEvent.AnswerRefused;
        return answered && !event.summary().contains(fact.actor().name()) ? by(fact.actor()) : "";
    }

    /** Words from outside, escaped and cut to the length of a line. */
    public static String harmless(String words) {
        return Mrkdwn.text(words, WORDS);
    }

    private static Optional<ThreadLine> quiet(Instant at, String sign, String words) {
        return Optional.of(line(at, sign, words, false));
    }

    private static ThreadLine line(Instant at, String sign, String words, boolean broadcast) {
        return new ThreadLine(Mrkdwn.timeOfDay(at) + " " + sign + " " + Mrkdwn.text(words, WORDS), broadcast);
    }

    private static String by(Actor actor) {
        return actor.isPerson() ? " by " + actor.name() : "";
    }

    private static String remark(@Nullable String note) {
        return note == null || note.isBlank() ? "" : ": " + note;
    }

    private static String words(long seconds) {
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
