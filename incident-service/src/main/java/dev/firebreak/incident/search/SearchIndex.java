package dev.firebreak.incident.search;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.stream.StreamStore;
import dev.firebreak.incident.stream.StreamStore.Logged;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the index of words behind the log: about a second, and never with a gap. One instance at a time does it. */
@Component
class SearchIndex implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int PAGE = 200;

    private final Transactions transactions;
    private final StreamStore log;
    private final SearchStore index;
    private final AtomicBoolean isFailing = new AtomicBoolean();
    private volatile @Nullable Disposable running;

    SearchIndex(Transactions transactions, StreamStore log, SearchStore index) {
        this.transactions = transactions;
        this.log = log;
        this.index = index;
    }

    /** One page after the other until there is less than a whole one. */
    private Mono<Void> catchUp() {
        return transactions
                .commit(Mono.defer(() -> index.claim()
                        .flatMap(place -> log.read(place, PAGE))
                        .flatMap(this::take)
                        .defaultIfEmpty(0)))
                .repeat()
                .takeWhile(taken -> taken == PAGE)
                .then();
    }

    private Mono<Integer> take(List<Logged> page) {
        return page.isEmpty()
                ? Mono.just(0)
                : index.save(Findable.of(page.stream().map(Logged::fact).toList()))
                        .then(index.moveTo(page.getLast().cursor()))
                        .thenReturn(page.size());
    }

    @Override
    public void start() {
        Mono<Void> guarded = Mono.defer(this::catchUp)
                .doOnSuccess(_ -> isFailing.set(false))
                .onErrorResume(problem -> {
                    if (!isFailing.getAndSet(true)) {
                        LOG.atWarn()
                                .setCause(problem)
                                .log("the index of words falls behind, tried again until it works");
                    }
                    return Mono.empty();
                });
        running = Flux.interval(LOOK_EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> guarded, 1)
                .subscribe();
    }

    @Override
    public void stop() {
        @Nullable Disposable current = running;
        if (current != null) {
            current.dispose();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
