package dev.firebreak.notifier.slack;

import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.slack.card.ThreadLine;
import java.util.Optional;
import java.util.UUID;

/** Told to one person only: that what they asked for in Slack did not count, and why. */
record Whisper(UUID factId, IncidentId incidentId, String userId, String text) {
    private static final String SLACK = "slack:";

    /** Empty when the fact refuses nobody, or nobody in Slack. */
    static Optional<Whisper> of(Change.Cause cause) {
        return switch (cause) {
            case Change.Cause.OfIncident(var fact) ->
                fact.event() instanceof IncidentEvent.CommandRefused refused
                        ? of(
                                cause,
                                fact.incident().id(),
                                fact.actor(),
                                "#" + fact.incident().number() + ", " + refused.command() + ": " + refused.reason())
                        : Optional.empty();
            case Change.Cause.OfRemediation(var fact) ->
                fact.event() instanceof RemediationEvent.AnswerRefused refused
                        ? of(cause, fact.remediation().incidentId(), fact.actor(), refused.summary())
                        : Optional.empty();
        };
    }

    private static Optional<Whisper> of(Change.Cause cause, IncidentId incident, Actor actor, String why) {
        return actor.id().startsWith(SLACK)
                ? Optional.of(new Whisper(
                        cause.factId(),
                        incident,
                        actor.id().substring(SLACK.length()),
                        "⛔ That did not count. " + ThreadLine.harmless(why)))
                : Optional.empty();
    }
}
