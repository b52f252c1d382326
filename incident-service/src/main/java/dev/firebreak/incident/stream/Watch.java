package dev.firebreak.incident.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Looks again and again, and at once when it is woken, one look at a time, until it is stopped. A look that fails is told
 * once in a run of failures.
 */
public final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final String who;
    private final Duration every;
    private final Supplier<Mono<Void>> look;
    private final Sinks.Many<Long> wakeUps = Sinks.many().multicast().directBestEffort();
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile @Nullable Disposable running;

    /** @param who waits while the database is away, for the log */
    public Watch(String who, Duration every, Supplier<Mono<Void>> look) {
        this.who = who;
        this.every = every;
        this.look = look;
    }

    public synchronized void start() {
        stopping = Sinks.empty();
        boolean[] isFailing = {false};
        running = Flux.interval(every)
                .onBackpressureDrop()
                .mergeWith(wakeUps.asFlux())
                .onBackpressureLatest()
                .concatMap(
                        _ -> Mono.defer(look)
                                .doOnSuccess(_ -> isFailing[0] = false)
                                .onErrorResume(problem -> {
                                    if (!isFailing[0]) {
                                        isFailing[0] = true;
                                        LOG.atWarn().setCause(problem).log("{} wait for the database", who);
                                    }
                                    return Mono.empty();
                                }),
                        1)
                .subscribe();
    }

    /** There may be something to see. Cheap, from any thread; many calls during a look are one look after it. */
    public void wake() {
        synchronized (wakeUps) {
            var _ = wakeUps.tryEmitNext(0L); // nobody looks before the start and after the stop
        }
    }

    public synchronized void stop() {
        Optional.ofNullable(running).ifPresent(Disposable::dispose);
        running = null;
        stopping.tryEmitEmpty();
    }

    public boolean isRunning() {
        return running != null;
    }

    /** Ends when the watch is stopped. */
    public Mono<Void> stopped() {
        return stopping.asMono();
    }
}
