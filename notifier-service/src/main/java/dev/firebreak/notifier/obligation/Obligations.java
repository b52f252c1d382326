package dev.firebreak.notifier.obligation;

import dev.firebreak.model.Ids;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.notifier.routing.Pages;
import dev.firebreak.notifier.routing.Quiet;
import dev.firebreak.notifier.subject.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decides who must be told because of a fact, writes it down and lets the vendors note what they need for it. */
public class Obligations {
    private final ObligationStore store;
    private final List<Notifier> notifiers;
    private final ObligationSettings settings;
    private final Quiet quiet;
    private final Pages pages;
    private final InstantSource clock;

    public Obligations(
            ObligationStore store,
            List<Notifier> notifiers,
            ObligationSettings settings,
            Quiet quiet,
            Pages pages,
            InstantSource clock) {
        this.store = store;
        this.notifiers = List.copyOf(notifiers);
        this.settings = settings;
        this.quiet = quiet;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * A fact that was taken in.
     *
     * @param subject after it
     */
    public record Heard(Subject subject, Change.Cause cause) {}

    /**
     * In the facts' transaction. Answers the lanes that have work once it is committed.
     *
     * @param heard one at most of each incident, in the order in which everybody locks them
     */
    public Mono<List<String>> note(List<Heard> heard) {
        // Most of what automation tells obliges nobody to anything.
        Set<IncidentId> obliging = heard.stream()
                .filter(one -> Duty.mayArise(one.cause()))
                .map(one -> one.subject().id())
                .collect(Collectors.toSet());
        return store.known(obliging).flatMap(known -> {
            List<Change> changes = heard.stream()
                    .map(one -> change(one, known.getOrDefault(one.subject().id(), ObligationStore.Known.NOTHING)))
                    .toList();
            return Flux.fromIterable(changes)
                    .concatMap(change -> release(change).then(follow(change)))
                    .then(owe(changes))
                    .then(Flux.fromIterable(notifiers)
                            .concatMap(notifier -> notifier.note(changes.stream()
                                    .map(change -> change.forDuties(duties(notifier, change)))
                                    .toList()))
                            .collect(ArrayList<String>::new, List::addAll));
        });
    }

    private Change change(Heard heard, ObligationStore.Known known) {
        Subject subject = heard.subject();
        return new Change(
                subject.id(),
                subject.incident(),
                subject.version(),
                heard.cause(),
                duties(subject, heard.cause(), known));
    }

    /** It has become so bad that nobody is left in peace any more. */
    private Mono<Void> release(Change change) {
        Incident incident = change.incident();
        return incident != null
                        && change.cause() instanceof Change.Cause.OfIncident(var fact)
                        && fact.event() instanceof IncidentEvent.LevelChanged
                        && !quiet.canWait(incident)
                ? store.release(incident.id())
                : Mono.empty();
    }

    private Mono<Void> owe(List<Change> changes) {
        return store.add(changes.stream()
                .flatMap(change -> notifiers.stream()
                        .flatMap(notifier ->
                                duties(notifier, change).stream().map(duty -> owed(notifier, duty, change))))
                .toList());
    }

    private static List<Duty> duties(Notifier notifier, Change change) {
        return change.duties().stream()
                .filter(duty -> notifier.reaches(duty.receiver()))
                .filter(duty -> notifier.tells(duty.transition().kind()))
                .toList();
    }

    /** A page that a runbook told by itself counts as told. */
    private Mono<Void> follow(Change change) {
        return Mono.justOrEmpty(page(change.cause()))
                .flatMap(page -> Flux.fromIterable(notifiers)
                        .filter(notifier -> notifier.reaches(page))
                        .concatMap(notifier -> store.addTold(owed(notifier, Duty.told(page), change)))
                        .then());
    }

    private Optional<Receiver.Statuspage> page(Change.Cause cause) {
        return switch (cause) {
            case Change.Cause.OfIncident _ -> Optional.empty();
            case Change.Cause.OfRemediation(var fact) -> pages.told(fact);
        };
    }

    private List<Duty> duties(Subject subject, Change.Cause cause, ObligationStore.Known known) {
        Incident incident = subject.incident();
        return switch (cause) {
            case Change.Cause.OfIncident(var fact) -> Duty.of(fact, subject.round(), known.told(), known.pages());
            case Change.Cause.OfRemediation(var fact) ->
                incident == null ? List.of() : ofRemediation(fact, incident, subject.round(), known.told());
        };
    }

    private List<Duty> ofRemediation(RemediationFact fact, Incident incident, int round, Set<Duty.Known> known) {
        return pages.told(fact)
                .map(page -> Duty.afterwards(page, incident, round, known))
                .orElseGet(() -> Duty.of(fact, incident, round, known));
    }

    private Obligation owed(Notifier notifier, Duty duty, Change change) {
        Transition.Kind kind = duty.transition().kind();
        Instant occurredAt = change.cause().occurredAt();
        @Nullable Instant heldUntil = heldUntil(change.incident(), duty.receiver());
        Instant from = heldUntil == null ? occurredAt : heldUntil;
        return new Obligation(
                Ids.next(),
                change.incidentId(),
                duty.transition(),
                duty.receiver(),
                notifier.vendor(),
                notifier.lane(duty.receiver()),
                notifier.proof(kind),
                change.version(),
                change.cause().factId(),
                occurredAt,
                from.plus(Rank.isCall(kind) ? settings.callWithin() : settings.newsWithin()),
                Rank.of(kind, severity(change), duty.receiver()),
                Words.of(kind, change.cause()),
                heldUntil);
    }

    private @Nullable Instant heldUntil(@Nullable Incident incident, Receiver receiver) {
        return incident == null
                ? null
                : quiet.until(incident, receiver, clock.instant()).orElse(null);
    }

    /** For a drill nobody else is asked when proof is missing. */
    private static Severity severity(Change change) {
        Incident incident = change.incident();
        return incident == null || incident.isDrill() ? Severity.INFO : incident.severity();
    }
}
