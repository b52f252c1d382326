package dev.firebreak.incident.regrouping;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentLog.Change;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.incident.lifecycle.Offspring;
import dev.firebreak.incident.lifecycle.Regrouping;
import dev.firebreak.incident.lifecycle.Regrouping.Halves;
import dev.firebreak.incident.lifecycle.Regrouping.Merged;
import dev.firebreak.incident.lifecycle.Regrouping.Wish;
import dev.firebreak.incident.request.Answer;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Merges and splits: one transaction each, in which both incidents stand still. Asking again does nothing more. */
@Component
class Regrouper {
    private final Transactions transactions;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final MovingAlerts moving;
    private final SplitAlerts splits;
    private final Runbooks runbooks;
    private final InstantSource clock;

    Regrouper(
            Transactions transactions,
            IncidentStore incidents,
            IncidentLog log,
            MovingAlerts moving,
            SplitAlerts splits,
            Runbooks runbooks,
            InstantSource clock) {
        this.transactions = transactions;
        this.incidents = incidents;
        this.log = log;
        this.moving = moving;
        this.splits = splits;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    /** Answers with the source; both exist. */
    Mono<Answer> merge(Incident source, Incident target, Wish wish) {
        // in the order in which everything locks incidents; a list, as a transaction that is repeated reads it again
        List<IncidentId> inOrder = Stream.of(source.id(), target.id())
                .sorted(Comparator.comparing(IncidentId::value))
                .toList();
        return transactions.commit(Flux.fromIterable(inOrder)
                .concatMap(incidents::lock)
                .collectMap(stored -> stored.dossier().incident().id())
                .flatMap(locked -> merge(locked, source.id(), target.id(), wish)));
    }

    private Mono<Answer> merge(Map<IncidentId, Stored> locked, IncidentId source, IncidentId target, Wish wish) {
        @Nullable Stored from = locked.get(source);
        @Nullable Stored into = locked.get(target);
        if (from == null || into == null) {
            return Mono.just(new Answer.UnknownIncident());
        }
        Incident merging = from.dossier().incident();
        @Nullable IncidentRef already = merging.mergedInto();
        if (already != null && already.id().equals(target)) {
            return Mono.just(new Answer.Done(merging));
        }
        return rivalOf(merging).flatMap(rival -> {
            Optional<String> against =
                    Regrouping.againstMerging(merging, into.dossier().incident(), rival.orElse(null));
            return against.<Mono<Answer>>map(why -> Mono.just(new Answer.Refused(merging, why)))
                    .orElseGet(() -> merge(from, into, wish));
        });
    }

    private Mono<Optional<Long>> rivalOf(Incident incident) {
        return incident.state().isOpen()
                ? Mono.just(Optional.empty())
                : incidents.rivalOf(incident).singleOptional();
    }

    private Mono<Answer> merge(Stored from, Stored into, Wish wish) {
        IncidentId source = from.dossier().incident().id();
        IncidentId target = into.dossier().incident().id();
        Instant now = clock.instant();
        return moving.between(source, target).flatMap(alerts -> {
            Merged merged = Regrouping.merge(from.dossier(), into.dossier(), alerts, wish, now);
            return log.save(
                            List.of(
                                    new Change(from, merged.source(), runbooks.version()),
                                    new Change(into, merged.target(), merged.words(), runbooks.version())),
                            now)
                    .then(moving.all(source, target))
                    .then(incidents.redirect(source, target))
                    .thenReturn(new Answer.Done(merged.source().dossier().incident()));
        });
    }

    /** Answers with the new incident, or the one that these alerts were split into before. */
    Mono<Answer> split(IncidentId from, Set<String> fingerprints, @Nullable String title, Wish wish) {
        return transactions.commit(incidents
                .lock(from)
                .flatMap(whole -> Mono.zip(incidents.words(Map.of(from, fingerprints)), moving.count(from))
                        .flatMap(found -> split(
                                whole,
                                fingerprints,
                                found.getT1().getOrDefault(from, Map.of()),
                                found.getT2(),
                                title,
                                wish)))
                .defaultIfEmpty(new Answer.UnknownIncident()));
    }

    private Mono<Answer> split(
            Stored whole,
            Set<String> asked,
            Map<String, AlertSummary> words,
            long fingerprints,
            @Nullable String title,
            Wish wish) {
        Incident incident = whole.dossier().incident();
        Optional<String> against = Regrouping.againstSplitting(incident, asked, words.keySet(), fingerprints);
        return against.isPresent()
                ? before(incident, asked)
                        .<Answer>map(Answer.Done::new)
                        .defaultIfEmpty(new Answer.Refused(incident, against.get()))
                : incidents
                        .nextNumbers(1)
                        .map(List::getFirst)
                        .flatMap(number -> open(
                                whole,
                                List.copyOf(words.values()),
                                new Offspring(IncidentId.next(), number, title),
                                wish));
    }

    /** The incident that all of them were split into from this one. */
    private Mono<Incident> before(Incident whole, Set<String> asked) {
        return splits.find(asked)
                .filter(places -> places.keySet().containsAll(asked))
                .map(places -> new HashSet<>(places.values()))
                .filter(places -> places.size() == 1)
                .flatMap(places -> incidents.lock(places.iterator().next().incident()))
                .map(stored -> stored.dossier().incident())
                .filter(incident -> {
                    @Nullable IncidentRef origin = incident.splitFrom();
                    return origin != null && origin.id().equals(whole.id());
                });
    }

    private Mono<Answer> open(Stored whole, List<AlertSummary> words, Offspring offspring, Wish wish) {
        Instant now = clock.instant();
        Halves halves =
                Regrouping.split(whole.calledBy(runbooks.current().catalog()).dossier(), words, offspring, wish, now);
        IncidentId from = whole.dossier().incident().id();
        return log.save(
                        List.of(
                                new Change(null, halves.opened(), runbooks.version()),
                                new Change(whole, halves.from(), runbooks.version())),
                        now)
                .then(moving.some(
                        from,
                        offspring.id(),
                        words.stream().map(AlertSummary::fingerprint).toList()))
                .thenReturn(new Answer.Done(halves.opened().dossier().incident()));
    }
}
