package dev.firebreak.notifier.obligation;

import dev.firebreak.model.Ids;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.subject.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decides who must be told because of a fact, writes it down and lets the vendors note what they need for it. */
public class Obligations {
    private final ObligationStore store;
    private final List<Notifier> notifiers;
    private final ObligationSettings settings;

    public Obligations(ObligationStore store, List<Notifier> notifiers, ObligationSettings settings) {
        this.store = store;
        this.notifiers = List.copyOf(notifiers);
        this.settings = settings;
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

    private Obligation owed(Notifier notifier, Duty duty, Change change) {
        Transition.Kind kind = duty.transition().kind();
        Instant occurredAt = change.cause().occurredAt();
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
                occurredAt.plus(Rank.isCall(kind) ? settings.callWithin() : settings.newsWithin()),
                Rank.of(kind, severity(change), duty.receiver()),
                Words.of(change.cause()));
    }

    /** For a drill nobody else is asked when proof is missing. */
    private static Severity severity(Change change) {
        Incident incident = change.incident();
        return incident == null || incident.isDrill() ? Severity.INFO : incident.severity();
    }
}
