package dev.firebreak.notifier.slack;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.obligation.Duty;
import dev.firebreak.notifier.obligation.Notifier;
import dev.firebreak.notifier.obligation.Obligation;
import dev.firebreak.notifier.obligation.Transition;
import dev.firebreak.notifier.routing.Quiet;
import dev.firebreak.notifier.slack.card.ThreadLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes what a change asks of the incident's cards and their threads. */
class SlackNotifier implements Notifier {
    static final String VENDOR = "slack";

    private final CardStore cards;
    private final ThreadStore threads;
    private final WhisperStore whispers;
    private final SlackSettings settings;
    private final Quiet quiet;
    private final InstantSource clock;

    SlackNotifier(
            CardStore cards,
            ThreadStore threads,
            WhisperStore whispers,
            SlackSettings settings,
            Quiet quiet,
            InstantSource clock) {
        this.cards = cards;
        this.threads = threads;
        this.whispers = whispers;
        this.settings = settings;
        this.quiet = quiet;
        this.clock = clock;
    }

    @Override
    public String vendor() {
        return VENDOR;
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return receiver instanceof Receiver.Slack;
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return true;
    }

    @Override
    public String lane(Receiver receiver) {
        return receiver instanceof Receiver.Slack slack ? VENDOR + "/" + slack.channel() : VENDOR;
    }

    /** A changed card makes no sound, so a call to somebody who has the card already is a reply in the channel. */
    @Override
    public Obligation.Proof proof(Transition.Kind kind) {
        return kind == Transition.Kind.ESCALATED ? Obligation.Proof.REPLY : Obligation.Proof.CARD;
    }

    @Override
    public Mono<List<String>> note(Change change) {
        Incident incident = change.incident();
        Optional<ThreadLine> line = line(change);
        Mono<Integer> lines = line.map(
                        one -> threads.add(change.incidentId(), change.cause().factId(), one))
                .orElse(Mono.just(false))
                .map(added -> added ? 1 : 0);
        if (incident == null) {
            return lines.thenReturn(List.of());
        }
        return whisper(change)
                .then(lines.flatMap(added -> change(change.incidentId(), wanted(change, incident, line, added)))
                        .flatMap(lanes -> open(change, incident).map(opened -> {
                            List<String> all = new ArrayList<>(lanes);
                            all.addAll(opened);
                            return all;
                        })))
                .map(lanes -> Whisper.of(change.cause()).isEmpty() ? lanes : withWhispers(lanes));
    }

    private Mono<Void> whisper(Change change) {
        return Mono.justOrEmpty(Whisper.of(change.cause())).flatMap(whispers::add);
    }

    private static List<String> withWhispers(List<String> lanes) {
        List<String> all = new ArrayList<>(lanes);
        all.add(WhisperCourier.LANE);
        return all;
    }

    /** What is gathered for a moment first wakes nobody: the lane looks by itself when the moment is over. */
    private Mono<List<String>> change(IncidentId incident, CardStore.Wanted wanted) {
        return cards.change(incident, wanted).collectList().map(lanes -> wanted.isDueNow() ? lanes : List.of());
    }

    private Mono<List<String>> open(Change change, Incident incident) {
        return Flux.fromIterable(change.duties())
                .filter(duty -> duty.transition().kind() == Transition.Kind.OPENED)
                .map(Duty::receiver)
                .ofType(Receiver.Slack.class)
                .concatMap(receiver -> cards.open(
                                change.incidentId(),
                                receiver,
                                lane(receiver),
                                change.version(),
                                incident.severity(),
                                settings.gather(),
                                quiet.until(incident, receiver, clock.instant()).orElse(null))
                        .thenReturn(lane(receiver)))
                .collectList();
    }

    private CardStore.Wanted wanted(Change change, Incident incident, Optional<ThreadLine> line, int lines) {
        Urgency urgency = urgency(change.cause());
        Duration settle = urgency == Urgency.STATE ? Duration.ZERO : settings.settle();
        boolean loud = line.map(ThreadLine::broadcast).orElse(false);
        return new CardStore.Wanted(
                change.version(),
                incident.severity(),
                urgency,
                settle,
                lines,
                loud ? Duration.ZERO : settings.gather(),
                quiet.canWait(incident));
    }

    /** What somebody acts on is shown at once; progress and counts may be gathered for a moment. */
    private static Urgency urgency(Change.Cause cause) {
        boolean acted = switch (cause) {
            case Change.Cause.OfIncident(var fact) -> isActedOn(fact.event());
            case Change.Cause.OfRemediation(var fact) -> isActedOn(fact.event());
        };
        return acted ? Urgency.STATE : Urgency.COUNTS;
    }

    private static boolean isActedOn(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened _,
                    IncidentEvent.LevelChanged _,
                    IncidentEvent.Escalated _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.Acknowledged _,
                    IncidentEvent.Mitigated _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.Resolved _,
                    IncidentEvent.Closed _,
                    IncidentEvent.Merged _,
                    IncidentEvent.Split _,
                    IncidentEvent.Reopened _ -> true;
            case IncidentEvent.UpdateDue _,
                    IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.NotificationDelivered _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Related _,
                    IncidentEvent.Flapping _,
                    IncidentEvent.PostmortemDue _,
                    IncidentEvent.Silenced _,
                    IncidentEvent.CommandRefused _ -> false;
        };
    }

    private static boolean isActedOn(RemediationEvent event) {
        return event instanceof RemediationEvent.ApprovalRequested
                || event instanceof RemediationEvent.Approved
                || event instanceof RemediationEvent.Rejected
                || event instanceof RemediationEvent.ApprovalVoided
                || event instanceof RemediationEvent.ManualStepOpened
                || event instanceof RemediationEvent.OutcomeUnknown
                || event instanceof RemediationEvent.Finished;
    }

    private static Optional<ThreadLine> line(Change change) {
        return switch (change.cause()) {
            case Change.Cause.OfIncident(var fact) -> ThreadLine.of(fact);
            case Change.Cause.OfRemediation(var fact) -> ThreadLine.of(fact);
        };
    }
}
