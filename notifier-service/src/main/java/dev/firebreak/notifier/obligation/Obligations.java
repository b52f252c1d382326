package dev.firebreak.notifier.obligation;

import dev.firebreak.model.Ids;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.subject.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decides who must be told because of a fact, writes it down and lets the vendors note what they need for it. */
public class Obligations {
    private static final Duration URGENT = Duration.ofMinutes(1);
    private static final Duration ORDINARY = Duration.ofMinutes(5);

    private final ObligationStore store;
    private final List<Notifier> notifiers;

    public Obligations(ObligationStore store, List<Notifier> notifiers) {
        this.store = store;
        this.notifiers = List.copyOf(notifiers);
    }

    /** In the fact's transaction. Answers the lanes that have work once it is committed. */
    public Mono<List<String>> note(Subject subject, Change.Cause cause) {
        // Most of what automation tells obliges nobody to anything.
        Mono<Set<Duty.Known>> told = Duty.mayArise(cause) ? store.known(subject.id()) : Mono.just(Set.of());
        return told.flatMap(known -> {
            List<Duty> duties = duties(subject, cause, known);
            Change change = new Change(subject.id(), subject.incident(), subject.version(), cause, duties);
            return Flux.fromIterable(notifiers)
                    .concatMap(notifier -> note(notifier, change))
                    .collect(ArrayList<String>::new, List::addAll);
        });
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

    private static List<Duty> duties(Subject subject, Change.Cause cause, Set<Duty.Known> known) {
        Incident incident = subject.incident();
        return switch (cause) {
            case Change.Cause.OfIncident(var fact) -> Duty.of(fact, subject.round(), known);
            case Change.Cause.OfRemediation(var fact) ->
                incident == null ? List.of() : Duty.of(fact, incident, subject.round(), known);
        };
    }

    private static Obligation owed(Notifier notifier, Duty duty, Change change) {
        Instant occurredAt = change.cause().occurredAt();
        return new Obligation(
                Ids.next(),
                change.incidentId(),
                duty.transition(),
                duty.receiver().name(),
                notifier.vendor(),
                notifier.lane(duty.receiver()),
                notifier.proof(duty.transition().kind()),
                change.version(),
                change.cause().factId(),
                occurredAt,
                occurredAt.plus(within(duty.transition().kind())));
    }

    /** Until when it must be proven: what calls somebody sooner than what informs. */
    private static Duration within(Transition.Kind kind) {
        return switch (kind) {
            case OPENED, ESCALATED, APPROVAL_REQUESTED, REOPENED -> URGENT;
            case ACKNOWLEDGED, MITIGATED, RESOLVED -> ORDINARY;
        };
    }
}
