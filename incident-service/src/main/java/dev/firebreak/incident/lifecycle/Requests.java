package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.incident.escalation.Escalation;
import dev.firebreak.incident.escalation.PolicyStep;
import dev.firebreak.incident.lifecycle.Statement.Kind;
import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of an incident, from Slack, PagerDuty, console or API; all merge by one rule: what counts is when it
 * was said, not when it arrives. Asking for what is already so does nothing; asking too late leaves a trace.
 */
public final class Requests {
    private Requests() {}

    /** @param rival number of another open incident for the same thing; null when there is none */
    public static Decision decide(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
        Draft draft = new Draft(dossier, now);
        if (isEcho(command)) {
            return draft.decision();
        }
        if (dossier.incident().state() == IncidentState.CLOSED && isAboutItsCourse(command)) {
            @Nullable IncidentRef mergedInto = dossier.incident().mergedInto();
            refuse(draft, command, "do that", mergedInto == null ? "it is closed" : "it was merged into " + mergedInto);
            return draft.decision();
        }
        switch (command) { // no default: a new command must fail to compile here
            case Command.AcknowledgeIncident it -> acknowledge(draft, dossier, it);
            case Command.AssignIncident it -> assign(draft, dossier, it);
            case Command.ResolveIncident it -> resolve(draft, it);
            case Command.ReopenIncident it -> reopen(draft, it, rival);
            case Command.CloseIncident it -> close(draft, dossier, it);
            case Command.SilenceIncident it -> Silencing.decide(draft, it);
            case Command.EscalateIncident it -> escalate(draft, dossier, it);
            case Command.ChangeLevel it -> changeLevel(draft, dossier, it);
            case Command.AddNote it -> note(draft, it.text(), it.actor());
            case Command.PageReceiver it -> page(draft, it);
        }
        if (rival != null
                && !dossier.incident().state().isOpen()
                && draft.state().isOpen()) {
            // an older word would bring it back beside another one
            Draft anew = new Draft(dossier, now);
            refuse(anew, command, "count this", "incident #" + rival + " is open for the same thing");
            return anew.decision();
        }
        Observation.begin(draft, dossier.terms().observeFor(), Actor.FIREBREAK);
        return draft.decision();
    }

    /** Asks for what a closed incident does not do any more, and is not already so. */
    private static boolean isAboutItsCourse(Command.ForIncident command) {
        return !(command instanceof Command.AddNote
                || command instanceof Command.ResolveIncident
                || command instanceof Command.CloseIncident
                || command instanceof Command.SilenceIncident);
    }

    /** What was decided here comes back through somebody else's tool. What no tool sends back is no echo. */
    private static boolean isEcho(Command command) {
        boolean isOurs = command instanceof Command.AddNote || command instanceof Command.PageReceiver;
        return command.actor().origin() == Origin.FIREBREAK && !isOurs;
    }

    private static void acknowledge(Draft draft, Dossier dossier, Command.AcknowledgeIncident command) {
        Standing before = draft.standing();
        say(draft, Kind.ACKNOWLEDGED, command);
        Standing after = draft.standing();
        if (!after.isOpen()) {
            refuse(draft, command, "acknowledge", "it was resolved at " + after.resolvedAt());
        } else if (isTooLate(dossier, draft, command)) {
            refuse(draft, command, "acknowledge", wentOnSince(after));
        } else if (!Objects.equals(before.acknowledgedAt(), after.acknowledgedAt())) {
            draft.responded(Heard.notAfter(draft.now(), command.issuedAt()));
            draft.record(new IncidentEvent.Acknowledged(command.note()), command.actor());
        } else {
            @Nullable String note = command.note();
            if (note != null) { // the acknowledgement says nothing new, the words do
                note(draft, note, command.actor());
            }
        }
    }

    /** No acknowledgement: whoever is given it may not know of it yet. */
    private static void assign(Draft draft, Dossier dossier, Command.AssignIncident command) {
        Incident before = draft.incident();
        say(draft, Kind.ASSIGNED, command, command.to());
        Standing after = draft.standing();
        @Nullable Assignee owner = after.assignedTo();
        @Nullable String note = command.note();
        if (!after.isOpen()) {
            refuse(draft, command, "hand it over", "it was resolved at " + after.resolvedAt());
        } else if (owner == null || isTooLate(dossier, draft, command)) {
            refuse(draft, command, "hand it over", wentOnSince(after));
        } else if (!owner.isSame(command.to())) {
            refuse(draft, command, "hand it over", owner.name() + " was given it after this was asked");
        } else if (!owner.equals(before.assignedTo())) {
            if (command.actor().isPerson()) {
                draft.responded(Heard.notAfter(draft.now(), command.issuedAt()));
            }
            draft.record(new IncidentEvent.Assigned(before.owner(), owner, note), command.actor());
        } else if (note != null) { // who has it is known, the words are new
            note(draft, note, command.actor());
        }
    }

    private static void resolve(Draft draft, Command.ResolveIncident command) {
        Standing before = draft.standing();
        say(draft, Kind.RESOLVED, command);
        Standing after = draft.standing();
        @Nullable String reason = command.reason();
        if (!before.isOpen()) {
            return;
        }
        if (!after.isOpen()) {
            draft.record(
                    new IncidentEvent.Resolved(
                            reason == null ? "resolved by " + command.actor().name() : reason),
                    command.actor());
        } else if (after.startedAt().equals(before.startedAt())) {
            refuse(draft, command, "resolve", wentOnSince(after));
        } else { // what was taken for the same run is another one, and nobody has acknowledged that
            draft.record(
                    new IncidentEvent.Reopened("resolved by " + command.actor().name() + " at "
                            + Heard.notAfter(draft.now(), command.issuedAt()) + ", but it went on at "
                            + after.startedAt()),
                    command.actor());
        }
    }

    private static void reopen(Draft draft, Command.ReopenIncident command, @Nullable Long rival) {
        Standing before = draft.standing();
        if (!before.isOpen() && rival != null) {
            refuse(draft, command, "reopen", "incident #" + rival + " is open for the same thing");
            return;
        }
        say(draft, Kind.REOPENED, command);
        if (before.isOpen()) {
            return;
        }
        if (!draft.state().isOpen()) {
            refuse(
                    draft,
                    command,
                    "reopen",
                    "it was resolved at " + draft.standing().resolvedAt() + ", after this was asked");
            return;
        }
        @Nullable String reason = command.reason();
        draft.record(
                new IncidentEvent.Reopened(
                        reason == null ? "reopened by " + command.actor().name() : reason),
                command.actor());
    }

    /** Not by when it was said: nothing follows a close that could make it untrue later. */
    private static void close(Draft draft, Dossier dossier, Command.CloseIncident command) {
        if (draft.state() == IncidentState.CLOSED) {
            return;
        }
        if (draft.state().isOpen()) {
            refuse(draft, command, "close", "it is " + draft.state().word() + ": resolve it first");
        } else if (isTooLate(dossier, draft, command)) {
            refuse(draft, command, "close", wentOnSince(draft.standing()));
        } else {
            draft.close(command.actor());
            draft.record(new IncidentEvent.Closed(command.reason()), command.actor());
        }
    }

    /** The next step now, whatever its time; when all were taken, everyone of the policy once more. */
    private static void escalate(Draft draft, Dossier dossier, Command.EscalateIncident command) {
        if (!draft.state().isOpen()) {
            refuse(draft, command, "escalate", "it is resolved");
            return;
        }
        if (isTooLate(dossier, draft, command)) {
            refuse(draft, command, "escalate", wentOnSince(draft.standing()));
            return;
        }
        Escalation escalation = draft.escalation();
        if (escalation.policy().isEmpty()) {
            refuse(draft, command, "escalate", "its system has no escalation policy");
            return;
        }
        List<Integer> remaining = escalation.remaining(draft.level());
        int step = remaining.isEmpty() ? escalation.policy().size() - 1 : remaining.getFirst();
        PolicyStep next = escalation.policy().get(step);
        Set<Receiver> receivers = new LinkedHashSet<>(next.receivers());
        if (remaining.isEmpty()) {
            escalation.policy().forEach(each -> receivers.addAll(each.receivers()));
        }
        draft.finishSteps(List.of(step));
        if (command.actor().isPerson()) { // our own watchdog raises too, and that is no response
            draft.responded(Heard.notAfter(draft.now(), command.issuedAt()));
        }
        @Nullable String reason = command.reason();
        DueSteps.tell(draft, step, receivers, reason == null ? next.message() : reason, command.actor());
    }

    /** Beside the policy: none of its steps is passed over because of it. */
    private static void page(Draft draft, Command.PageReceiver command) {
        if (!draft.state().isOpen()) {
            refuse(draft, command, "page", "it is resolved");
            return;
        }
        int beyond = draft.escalation().policy().size();
        DueSteps.tell(draft, beyond, List.of(command.receiver()), command.message(), command.actor());
    }

    private static void changeLevel(Draft draft, Dossier dossier, Command.ChangeLevel command) {
        @Nullable Instant setAt = draft.evidence().levelSetAt();
        Instant at = Heard.notAfter(draft.now(), command.issuedAt());
        Optional<SeverityLevel> level = dossier.terms().level(command.level());
        if (!draft.state().isOpen()) {
            refuse(draft, command, "change the level", "it is resolved");
        } else if (isTooLate(dossier, draft, command)) {
            refuse(draft, command, "change the level", wentOnSince(draft.standing()));
        } else if (level.isEmpty()) {
            List<String> known =
                    dossier.terms().levels().stream().map(SeverityLevel::name).toList();
            refuse(draft, command, "change the level", "no level '" + command.level() + "'; known are " + known);
        } else if (setAt != null && setAt.isAfter(at)) {
            refuse(draft, command, "change the level", "it was set at " + setAt + ", after this was asked");
        } else if (!level.get().name().equals(draft.level())) {
            Incident before = draft.incident();
            draft.weigh(draft.evidence().judged(before.severity(), at));
            draft.judge(level.get());
            draft.responded(at);
            draft.record(
                    new IncidentEvent.LevelChanged(
                            before.level(), command.level(), level.get().severity(), command.reason()),
                    command.actor());
        }
    }

    private static void note(Draft draft, String text, Actor actor) {
        if (actor.isPerson()) {
            draft.responded(draft.now());
        }
        draft.record(new IncidentEvent.NoteAdded(text), actor);
    }

    static void refuse(Draft draft, Command command, String verb, String reason) {
        draft.record(new IncidentEvent.CommandRefused(verb, reason), command.actor());
    }

    private static void say(Draft draft, Kind kind, Command command) {
        say(draft, kind, command, null);
    }

    private static void say(Draft draft, Kind kind, Command command, @Nullable Assignee to) {
        draft.say(new Statement(
                kind,
                Heard.notAfter(draft.now(), command.issuedAt()),
                command.id().toString(),
                command.actor().name(),
                null,
                to));
    }

    /** Said of an earlier run, or before all that is still kept. */
    private static boolean isTooLate(Dossier dossier, Draft draft, Command command) {
        Instant at = Heard.notAfter(draft.now(), command.issuedAt());
        return at.isBefore(draft.standing().startedAt()) || dossier.testimony().isSealed(at);
    }

    private static String wentOnSince(Standing standing) {
        return "it was reopened at " + standing.startedAt() + ", after this was asked";
    }
}
