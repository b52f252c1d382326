package dev.firebreak.notifier.slack;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes what a change asks of the incident's cards and their threads. */
class SlackNotifier implements Notifier {
    static final String VENDOR = "slack";

    private final WantedCards cards;
    private final ThreadStore threads;
    private final WhisperStore whispers;
    private final SlackSettings settings;
    private final Quiet quiet;
    private final InstantSource clock;

    SlackNotifier(
            WantedCards cards,
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
    public Mono<List<String>> note(List<Change> changes) {
        List<ThreadStore.Said> said = changes.stream()
                .flatMap(
                        change -> line(change)
                                .map(line -> new ThreadStore.Said(
                                        change.incidentId(), change.cause().factId(), line))
                                .stream())
                .toList();
        List<WantedCards.Opening> openings =
                changes.stream().flatMap(this::openings).toList();
        List<Whisper> whispered = changes.stream()
                .filter(change -> change.incident() != null)
                .flatMap(change -> Whisper.of(change.cause()).stream())
                .toList();
        // What is gathered for a moment first wakes nobody: the lane looks by itself when the moment is over.
        Mono<List<String>> changed = threads.add(said)
                .flatMapMany(added -> cards.change(changes.stream()
                        .flatMap(change -> wanted(change, added))
                        .toList()))
                .collectList();
        return Flux.fromIterable(whispered)
                .concatMap(whispers::add)
                .then(changed)
                .flatMap(lanes -> cards.open(openings, settings.gather()).thenReturn(lanes))
                .map(lanes -> Stream.of(
                                lanes.stream(),
                                openings.stream().map(WantedCards.Opening::lane),
                                whispered.stream().map(_ -> WhisperCourier.LANE))
                        .flatMap(Function.identity())
                        .distinct()
                        .toList());
    }

    private Stream<WantedCards.Opening> openings(Change change) {
        Incident incident = change.incident();
        return incident == null
                ? Stream.empty()
                : change.duties().stream()
                        .filter(duty -> duty.transition().kind() == Transition.Kind.OPENED)
                        .map(Duty::receiver)
                        .filter(Receiver.Slack.class::isInstance)
                        .map(Receiver.Slack.class::cast)
                        .map(receiver -> new WantedCards.Opening(
                                change.incidentId(),
                                receiver,
                                lane(receiver),
                                change.version(),
                                incident.severity(),
                                quiet.until(incident, receiver, clock.instant()).orElse(null)));
    }

    /** @param added facts whose line is new */
    private Stream<WantedCards.Wanted> wanted(Change change, Set<UUID> added) {
        Incident incident = change.incident();
        if (incident == null || isOpening(change.cause())) {
            return Stream.empty();
        }
        Urgency urgency = urgency(change.cause());
        boolean loud = line(change).map(ThreadLine::broadcast).orElse(false);
        return Stream.of(new WantedCards.Wanted(
                change.incidentId(),
                change.version(),
                incident.severity(),
                urgency,
                urgency == Urgency.STATE ? Duration.ZERO : settings.settle(),
                added.contains(change.cause().factId()) ? 1 : 0,
                loud ? Duration.ZERO : settings.gather(),
                quiet.canWait(incident)));
    }

    /** Then there is no card yet that could change. */
    private static boolean isOpening(Change.Cause cause) {
        return cause instanceof Change.Cause.OfIncident(var fact) && fact.event() instanceof IncidentEvent.Opened;
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
                    IncidentEvent.Assigned _,
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
