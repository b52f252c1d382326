package dev.firebreak.incident.deadletter;

import dev.firebreak.eventlog.RawRecord;
import dev.firebreak.eventlog.RecordSender;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.Actor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps letters and does with them what people say. A replay is sent before it is noted, so a crash in between repeats
 * it; the consumers' inboxes make a repeat harmless, as they do for any other delivery.
 */
@Component
class DeadLetterOffice {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterOffice.class);
    private static final int AT_ONCE = 200;

    private final DeadLetterStore letters;
    private final Transactions transactions;
    private final RecordSender sender;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    DeadLetterOffice(
            DeadLetterStore letters,
            Transactions transactions,
            RecordSender sender,
            MeterRegistry metrics,
            InstantSource clock) {
        this.letters = letters;
        this.transactions = transactions;
        this.sender = sender;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Reading the same ones again adds none. */
    Mono<Long> keep(List<RawRecord> records) {
        Instant now = clock.instant();
        return transactions
                .commit(Flux.fromIterable(records)
                        .map(record -> DeadLetter.of(record, now))
                        .concatMap(letter ->
                                letters.add(letter).filter(added -> added).map(_ -> letter))
                        .collectList())
                .doOnNext(added ->
                        added.forEach(letter -> metrics.counter("firebreak.dead.letters", "topic", letter.topic())
                                .increment()))
                .map(added -> (long) added.size());
    }

    /** Sends the record to its topic as it was; empty when there is no such letter or it was discarded. */
    Mono<Long> replay(UUID id, Actor actor, @Nullable String reason) {
        return replay(List.of(id), new LetterAct(LetterAct.REPLAY, actor, reason, clock.instant()))
                .filter(replayed -> replayed > 0);
    }

    /** Empty when there is no such letter or it was discarded before. */
    Mono<Long> discard(UUID id, Actor actor, String reason) {
        LetterAct act = new LetterAct(LetterAct.DISCARD, actor, reason, clock.instant());
        return discard(List.of(id), act).filter(discarded -> discarded > 0);
    }

    /** All open letters that the filter finds now; those that come back meanwhile are not among them. */
    Mono<Long> replayAll(LetterFilter filter, Actor actor, @Nullable String reason) {
        LetterAct act = new LetterAct(LetterAct.REPLAY, actor, reason, clock.instant());
        return letters.newest().flatMap(last -> inChunks(filter, last, ids -> replay(ids, act)));
    }

    Mono<Long> discardAll(LetterFilter filter, Actor actor, String reason) {
        LetterAct act = new LetterAct(LetterAct.DISCARD, actor, reason, clock.instant());
        return letters.newest().flatMap(last -> inChunks(filter, last, ids -> discard(ids, act)));
    }

    private interface Chunk {
        Mono<Long> handle(List<UUID> ids);
    }

    private Mono<Long> inChunks(LetterFilter filter, long last, Chunk chunk) {
        return Mono.defer(() -> letters.find(filter, last, AT_ONCE))
                .flatMap(ids -> ids.isEmpty() ? Mono.just(0L) : chunk.handle(ids))
                .repeat()
                .takeWhile(done -> done > 0)
                .reduce(0L, Long::sum);
    }

    private Mono<Long> replay(List<UUID> ids, LetterAct act) {
        return transactions
                .commit(letters.write(ids, act))
                .thenMany(Flux.defer(() -> letters.load(ids)))
                .collectList()
                .flatMap(this::send)
                .flatMap(sent -> transactions.commit(letters.become(LetterState.REPLAYED, sent, act.at())))
                .doOnNext(count -> tell(count, act));
    }

    /** Waits for the broker's word on each. */
    private Mono<List<UUID>> send(List<DeadLetter> batch) {
        return Mono.fromCallable(() -> batch.stream()
                        .map(letter ->
                                sender.send(letter.topic(), letter.key(), letter.replayHeaders(), letter.value()))
                        .toArray(CompletableFuture<?>[]::new))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(sent -> Mono.fromFuture(CompletableFuture.allOf(sent), true))
                .thenReturn(batch.stream().map(DeadLetter::id).toList());
    }

    private Mono<Long> discard(List<UUID> ids, LetterAct act) {
        return transactions
                .commit(letters.write(ids, act).then(letters.become(LetterState.DISCARDED, ids, act.at())))
                .doOnNext(count -> tell(count, act));
    }

    private static void tell(long count, LetterAct act) {
        LOG.atInfo()
                .addKeyValue("actor", act.actor().id())
                .addKeyValue("letters", count)
                .log("{} of dead letters", act.act());
    }
}
