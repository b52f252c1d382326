package dev.firebreak.notifier.obligation;

import dev.firebreak.model.Origin;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One receiver is to be told one thing. */
public record Duty(Receiver receiver, Transition transition) {

    /** Who was told (or is about to be) what already. */
    public record Known(String receiver, String transition) {}

    /** False when no such fact ever obliges anybody. */
    static boolean mayArise(Change.Cause cause) {
        return switch (cause) {
            case Change.Cause.OfIncident _ -> true;
            case Change.Cause.OfRemediation(var fact) ->
                fact.event() instanceof RemediationEvent.ApprovalRequested
                        || fact.event() instanceof RemediationEvent.ActionApplied;
        };
    }

    public static List<Duty> of(IncidentFact fact, int round, Set<Known> known) {
        return of(fact, round, known, List.of());
    }

    /**
     * @param round reopenings so far, this fact counted
     * @param pages told by somebody else than the escalation policy
     */
    static List<Duty> of(IncidentFact fact, int round, Set<Known> known, List<Receiver> pages) {
        Incident incident = fact.incident();
        List<Duty> duties = new ArrayList<>();
        if (fact.event() instanceof IncidentEvent.Escalated escalated) {
            escalated.receivers().forEach(receiver -> {
                Transition call = call(fact, escalated, receiver, known);
                duties.add(new Duty(receiver, call));
                if (receiver instanceof Receiver.PagerDuty && call.kind() == Transition.Kind.ESCALATED) {
                    duties.add(new Duty(receiver, transition(Transition.Kind.NEXT_LEVEL, fact)));
                }
            });
        }
        if (incident.state().isOpen()) {
            incident.receivers().stream()
                    .filter(receiver -> !isTold(receiver, known))
                    .forEach(receiver -> duties.add(new Duty(receiver, opened())));
        }
        told(fact.event(), round)
                .ifPresent(transition -> Stream.concat(incident.receivers().stream(), pages.stream())
                        .filter(receiver -> isTold(receiver, known))
                        .forEach(receiver -> duties.add(new Duty(receiver, transition))));
        incident.receivers().stream()
                .filter(receiver -> receiver instanceof Receiver.PagerDuty && isTold(receiver, known))
                .forEach(receiver ->
                        there(fact).forEach(kind -> duties.add(new Duty(receiver, transition(kind, fact)))));
        return unknown(heard(incident, duties), known);
    }

    /** @param incident by the newest word on it: its receivers are asked */
    public static List<Duty> of(RemediationFact fact, Incident incident, int round, Set<Known> known) {
        if (!(fact.event() instanceof RemediationEvent.ApprovalRequested asked)
                || !incident.state().isOpen()) {
            return List.of();
        }
        String which = asked.step() + "/" + asked.approval().id().toString().substring(0, 8);
        Transition transition = Transition.of(Transition.Kind.APPROVAL_REQUESTED, which, round);
        List<Duty> duties = incident.receivers().stream()
                .filter(receiver -> isTold(receiver, known))
                .map(receiver -> new Duty(receiver, transition))
                .toList();
        return unknown(heard(incident, duties), known);
    }

    /**
     * What PagerDuty's incident is to show, too; nothing of what PagerDuty told us: it has that itself. Unless it is refused
     * here: what was reopened there too late would stay open there.
     */
    private static List<Transition.Kind> there(IncidentFact fact) {
        List<Transition.Kind> kinds = new ArrayList<>();
        if (fact.event() instanceof IncidentEvent.Assigned && fact.actor().origin() != Origin.PAGERDUTY) {
            kinds.add(Transition.Kind.ASSIGNED);
        }
        if (Words.ofPerson(fact).isPresent()) {
            kinds.add(Transition.Kind.NOTED);
        }
        if (fact.event() instanceof IncidentEvent.CommandRefused
                && fact.actor().origin() == Origin.PAGERDUTY
                && !fact.incident().state().isOpen()) {
            kinds.add(Transition.Kind.RESOLVED);
        }
        return kinds;
    }

    /** Whatever its receivers are, of a drill only rooms hear. */
    private static List<Duty> heard(Incident incident, List<Duty> duties) {
        return incident.isDrill()
                ? duties.stream().filter(duty -> duty.receiver().isRoom()).toList()
                : duties;
    }

    /** A runbook told the page when all was over already: then that is to be said there, too. */
    static List<Duty> afterwards(Receiver.Statuspage page, Incident incident, int round, Set<Known> known) {
        return incident.state().isOpen()
                ? List.of()
                : unknown(List.of(new Duty(page, Transition.of(Transition.Kind.RESOLVED, round))), known);
    }

    static Duty told(Receiver.Statuspage page) {
        return new Duty(page, opened());
    }

    /** The first call is the opening, whichever step of the policy it comes from. */
    private static Transition call(
            IncidentFact fact, IncidentEvent.Escalated escalated, Receiver receiver, Set<Known> known) {
        // A second step that is due at once and has nothing of its own to say is still the opening.
        boolean atOnce = fact.occurredAt().equals(fact.incident().openedAt()) && escalated.message() == null;
        return atOnce || !isTold(receiver, known) ? opened() : transition(Transition.Kind.ESCALATED, fact);
    }

    private static Optional<Transition> told(IncidentEvent event, int round) {
        return switch (event) {
            case IncidentEvent.Acknowledged _ -> one(Transition.Kind.ACKNOWLEDGED, round);
            case IncidentEvent.Mitigated _ -> one(Transition.Kind.MITIGATED, round);
            case IncidentEvent.Resolved _, IncidentEvent.Merged _ -> one(Transition.Kind.RESOLVED, round);
            case IncidentEvent.Reopened _ -> one(Transition.Kind.REOPENED, round);
            case IncidentEvent.Opened _,
                    IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.LevelChanged _,
                    IncidentEvent.Escalated _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.UpdateDue _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.Assigned _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.NotificationDelivered _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Split _,
                    IncidentEvent.Related _,
                    IncidentEvent.Flapping _,
                    IncidentEvent.PostmortemDue _,
                    IncidentEvent.Closed _,
                    IncidentEvent.Silenced _,
                    IncidentEvent.CommandRefused _ -> Optional.empty();
        };
    }

    private static Optional<Transition> one(Transition.Kind kind, int round) {
        return Optional.of(Transition.of(kind, round));
    }

    /** One of its kind for each such fact. */
    private static Transition transition(Transition.Kind kind, IncidentFact fact) {
        return Transition.of(kind, Long.toString(fact.seq()), 0);
    }

    private static Transition opened() {
        return Transition.of(Transition.Kind.OPENED, 0);
    }

    private static boolean isTold(Receiver receiver, Set<Known> known) {
        return known.contains(new Known(receiver.name(), opened().text()));
    }

    /** Each receiver hears of each thing once; that one of them calls somebody by name makes it no other receiver. */
    private static List<Duty> unknown(List<Duty> duties, Set<Known> known) {
        Set<Known> told = new HashSet<>(known);
        return duties.stream()
                .filter(duty -> told.add(
                        new Known(duty.receiver().name(), duty.transition().text())))
                .toList();
    }
}
