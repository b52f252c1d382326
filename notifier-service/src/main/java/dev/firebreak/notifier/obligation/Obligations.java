package dev.firebreak.notifier.obligation;

import dev.firebreak.model.Ids;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
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

    /** In the fact's transaction. Answers the lanes that have work once it is committed. */
    public Mono<List<String>> note(Subject subject, Change.Cause cause) {
        // Most of what automation tells obliges nobody to anything.
        Mono<ObligationStore.Known> told =
                Duty.mayArise(cause) ? store.known(subject.id()) : Mono.just(ObligationStore.Known.NOTHING);
        return told.flatMap(known -> {
            List<Duty> duties = duties(subject, cause, known);
            Change change = new Change(subject.id(), subject.incident(), subject.version(), cause, duties);
            return release(subject.incident(), cause)
                    .then(follow(change))
                    .then(Flux.fromIterable(notifiers)
                            .concatMap(notifier -> note(notifier, change))
                            .collect(ArrayList<String>::new, List::addAll));
        });
    }

    /** It has become so bad that nobody is left in peace any more. */
    private Mono<Void> release(@Nullable Incident incident, Change.Cause cause) {
        return incident != null
                        && cause instanceof Change.Cause.OfIncident(var fact)
                        && fact.event() instanceof IncidentEvent.LevelChanged
                        && !quiet.canWait(incident)
                ? store.release(incident.id())
                : Mono.empty();
    }

    private Mono<List<String>> note(Notifier notifier, Change change) {
        List<Duty> duties = change.duties().stream()
                .filter(duty -> notifier.reaches(duty.receiver()))
                .filter(duty -> notifier.tells(duty.transition().kind()))
                .toList();
        List<Obligation> owed =
                duties.stream().map(duty -> owed(notifier, duty, change)).toList();
        return store.add(owed).then(notifier.note(change.forDuties(duties)));
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
