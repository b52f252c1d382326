package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.escalation.PolicyStep;
import dev.firebreak.model.Actor;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of an incident, from Slack, PagerDuty, console or API; all merge by one rule. Asking for what is
 * already so does nothing; asking too late leaves a trace and changes nothing.
 */
public final class Requests {
    private Requests() {}

    /** @param rival number of another open incident for the same thing; null when there is none */
    public static Decision decide(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
        Draft draft = new Draft(dossier, now);
        switch (command) { // no default: a new command must fail to compile here
            case Command.AcknowledgeIncident it -> acknowledge(draft, dossier, it);
            case Command.ResolveIncident it -> resolve(draft, dossier, it);
            case Command.ReopenIncident it -> reopen(draft, dossier, it, rival);
            case Command.EscalateIncident it -> escalate(draft, it);
            case Command.AddNote it -> note(draft, it.text(), it.actor());
        }
        return draft.decision();
    }

    private static void acknowledge(Draft draft, Dossier dossier, Command.AcknowledgeIncident command) {
        Incident incident = dossier.incident();
        if (!incident.state().isOpen()) {
            refuse(draft, command, "acknowledge", "it was resolved at " + incident.resolvedAt());
        } else if (isFromBefore(dossier, command)) {
            refuse(draft, command, "acknowledge", reopenedSince(dossier));
        } else if (incident.acknowledgedAt() == null) {
            draft.acknowledge(command.actor());
            draft.record(new IncidentEvent.Acknowledged(command.note()), command.actor());
        } else {
            @Nullable String note = command.note();
            if (note != null) { // the acknowledgement says nothing new, the words do
                note(draft, note, command.actor());
            }
        }
    }

    private static void resolve(Draft draft, Dossier dossier, Command.ResolveIncident command) {
        if (!dossier.incident().state().isOpen()) {
            return;
        }
        if (isFromBefore(dossier, command)) {
            refuse(draft, command, "resolve", reopenedSince(dossier));
            return;
        }
        @Nullable String reason = command.reason();
        draft.resolve(command.actor());
        draft.record(
                new IncidentEvent.Resolved(
                        reason == null ? "resolved by " + command.actor().name() : reason),
                command.actor());
    }

    private static void reopen(Draft draft, Dossier dossier, Command.ReopenIncident command, @Nullable Long rival) {
        if (dossier.incident().state().isOpen()) {
            return;
        }
        if (rival != null) {
            refuse(draft, command, "reopen", "incident #" + rival + " is open for the same thing");
            return;
        }
        @Nullable String reason = command.reason();
        draft.reopen();
        draft.record(
                new IncidentEvent.Reopened(
                        reason == null ? "reopened by " + command.actor().name() : reason),
                command.actor());
    }

    /** The next step now, whatever its time; when all were taken, everyone of the policy once more. */
    private static void escalate(Draft draft, Command.EscalateIncident command) {
        if (!draft.state().isOpen()) {
            refuse(draft, command, "escalate", "it is resolved");
            return;
        }
        Escalation escalation = draft.escalation();
        if (escalation.policy().isEmpty()) {
            refuse(draft, command, "escalate", "its system has no escalation policy");
            return;
        }
        List<Integer> remaining = escalation.remaining();
        int step = remaining.isEmpty() ? escalation.policy().size() - 1 : remaining.getFirst();
        PolicyStep next = escalation.policy().get(step);
        Set<Receiver> receivers = new LinkedHashSet<>(next.receivers());
        if (remaining.isEmpty()) {
            escalation.policy().forEach(each -> receivers.addAll(each.receivers()));
        }
        draft.finishSteps(List.of(step));
        @Nullable String reason = command.reason();
        DueSteps.tell(draft, step, receivers, reason == null ? next.message() : reason, command.actor());
    }

    private static void note(Draft draft, String text, Actor actor) {
        draft.record(new IncidentEvent.NoteAdded(text), actor);
    }

    private static void refuse(Draft draft, Command command, String verb, String reason) {
        draft.record(new IncidentEvent.CommandRefused(verb, reason), command.actor());
    }

    /** Said before the incident was reopened: it meant what was going on then. */
    private static boolean isFromBefore(Dossier dossier, Command command) {
        Instant startedAt = dossier.escalation().startedAt();
        return startedAt.isAfter(dossier.incident().openedAt())
                && command.issuedAt().isBefore(startedAt);
    }

    private static String reopenedSince(Dossier dossier) {
        return "it was reopened at " + dossier.escalation().startedAt() + ", after this was asked";
    }
}
