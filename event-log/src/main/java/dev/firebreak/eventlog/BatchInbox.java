package dev.firebreak.eventlog;

import dev.firebreak.model.EventId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a batch of facts in, each once, in one transaction: one commit and one look at the inbox instead of many. */
public final class BatchInbox {
    private final Inbox inbox;
    private final Transactions transactions;

    BatchInbox(Inbox inbox, Transactions transactions) {
        this.inbox = inbox;
        this.transactions = transactions;
    }

    /**
     * What is about one subject comes together and in its order. Subjects are taken in the same order everywhere, so
     * that two batches which lock the same ones do not wait for each other in a circle.
     *
     * @param work gets what is new about one subject, never an empty list
     */
    public <T, R> Mono<List<R>> take(
            String consumer,
            List<T> batch,
            Function<T, EventId> id,
            Function<T, UUID> subject,
            Function<List<T>, Mono<R>> work) {
        return fresh(
                consumer,
                batch,
                id,
                subject,
                some -> Flux.fromIterable(some).concatMap(work).collectList());
    }

    /**
     * The same for work that takes many subjects with one statement.
     *
     * @param work gets one new thing at most about each subject, by subject in that same order; what follows about one of
     *     them comes with a later call. Never an empty list
     */
    public <T, R> Mono<List<R>> takeInRounds(
            String consumer,
            List<T> batch,
            Function<T, EventId> id,
            Function<T, UUID> subject,
            Function<List<T>, Mono<R>> work) {
        return fresh(
                consumer,
                batch,
                id,
                subject,
                some -> Flux.fromIterable(rounds(some)).concatMap(work).collectList());
    }

    private <T, R> Mono<List<R>> fresh(
            String consumer,
            List<T> batch,
            Function<T, EventId> id,
            Function<T, UUID> subject,
            Function<Collection<List<T>>, Mono<List<R>>> work) {
        if (batch.isEmpty()) {
            return Mono.just(List.of());
        }
        Map<String, T> byKey = new LinkedHashMap<>();
        batch.forEach(fact -> byKey.putIfAbsent(id.apply(fact).toString(), fact));
        return transactions.commit(
                inbox.newOnes(consumer, byKey.keySet()).flatMap(fresh -> work.apply(bySubject(byKey, fresh, subject))));
    }

    private static <T> List<List<T>> rounds(Collection<List<T>> bySubject) {
        List<List<T>> rounds = new ArrayList<>();
        for (List<T> ofOne : bySubject) {
            for (int i = 0; i < ofOne.size(); i++) {
                if (i == rounds.size()) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(i).add(ofOne.get(i));
            }
        }
        return rounds;
    }

    private static <T> Collection<List<T>> bySubject(Map<String, T> byKey, Set<String> fresh, Function<T, UUID> of) {
        Map<UUID, List<T>> sorted = new TreeMap<>();
        byKey.forEach((key, fact) -> {
            if (fresh.contains(key)) {
                sorted.computeIfAbsent(of.apply(fact), _ -> new ArrayList<>()).add(fact);
            }
        });
        return sorted.values();
    }
}
