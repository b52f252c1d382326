package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.ingest.store.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes turns with the other instances while the service runs. With the database away nobody's turn can be told. */
@Component
class MonitorTurns implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MonitorTurns.class);
    private static final Duration KNOW_EVERY = Duration.ofMinutes(1);
    /** Longer than a rolling update takes, in which some instances have the new catalogue and some the old one. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    /** A few statements, of which the server ends each after five seconds. */
    private static final Duration TURN_HANGS_AFTER = Duration.ofSeconds(30);
    /** A look's time limit is a minute at most, twice that for SQL; the rest is statements. */
    private static final Duration LOOK_HANGS_AFTER = Duration.ofMinutes(3);

    private static final Duration LAST_LOOKS = Duration.ofSeconds(5);

    private final CatalogHolder catalog;
    private final Database database;
    private final MonitorStore store;
    private final Looking looking;
    private final MonitorSettings settings;
    private final AtomicInteger running = new AtomicInteger();

    private volatile @Nullable Disposable turns;
    private volatile double overdueSeconds;
    // Of the turns only, which come one after another.
    private volatile String knownVersion = "";
    private volatile long knownAt;
    private volatile long steadySince;
    private volatile boolean isFailing;

    MonitorTurns(
            CatalogHolder catalog,
            Database database,
            MonitorStore store,
            Looking looking,
            MonitorSettings settings,
            MeterRegistry registry) {
        this.catalog = catalog;
        this.database = database;
        this.store = store;
        this.looking = looking;
        this.settings = settings;
        Gauge.builder("monitor.overdue", () -> overdueSeconds)
                .baseUnit("seconds")
                .description("How late the latest monitor is that this instance knows")
                .register(registry);
        registry.gauge("monitor.looks.running", running);
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            turns = Flux.interval(settings.claimEvery())
                    .onBackpressureDrop()
                    .concatMap(_ -> inTime(turn(), TURN_HANGS_AFTER).onErrorResume(this::failed), 1)
                    .subscribe();
        }
    }

    /** Goes on without what hangs on a connection to a host that is gone: it is let be, not cancelled. */
    private static Mono<Void> inTime(Mono<Void> work, Duration limit) {
        return Database.shielded(work).timeout(limit);
    }

    private Mono<Void> turn() {
        Catalog current = catalog.get();
        Map<String, Watched> all = Watched.all(current);
        if (!database.isReady()) {
            knownVersion = ""; // begin anew when it is back
            return Mono.empty();
        }
        return know(current, all).then(Mono.defer(() -> take(all.keySet())));
    }

    private Mono<Void> know(Catalog current, Map<String, Watched> all) {
        boolean isNew = !current.version().equals(knownVersion);
        long now = System.nanoTime();
        if (!isNew && now - knownAt < KNOW_EVERY.toNanos()) {
            return Mono.empty();
        }
        return store.know(all.values())
                .then(store.overdueSeconds(all.keySet()))
                .doOnNext(late -> {
                    overdueSeconds = late;
                    knownAt = now;
                    steadySince = isNew ? now : steadySince;
                    knownVersion = current.version();
                    recovered();
                })
                .then(Mono.defer(this::retire));
    }

    /** Only who has been here all the time can say that nobody else has known a monitor for so long. */
    private Mono<Void> retire() {
        boolean isSteady = System.nanoTime() - steadySince > FORGET_AFTER.toNanos();
        return isSteady
                ? store.claimForgotten(FORGET_AFTER, settings.atOnce())
                        .concatMap(looking::retire)
                        .then()
                : Mono.empty();
    }

    private Mono<Void> take(Set<String> keys) {
        int free = settings.atOnce() - running.get();
        return free <= 0 || keys.isEmpty()
                ? Mono.empty()
                : store.claim(keys, free).doOnNext(this::look).then();
    }

    /** Beside the turns: a slow look must not keep others waiting. */
    private void look(Held held) {
        running.incrementAndGet();
        inTime(looking.look(held), LOOK_HANGS_AFTER)
                .doFinally(_ -> running.decrementAndGet())
                .subscribe(
                        _ -> {},
                        problem -> log.atDebug()
                                .setCause(problem)
                                .addKeyValue("monitor", held.key())
                                .log("could not be given back; its lease will end"));
    }

    private Mono<Void> failed(Throwable problem) {
        knownVersion = "";
        if (!isFailing) {
            isFailing = true;
            log.atWarn()
                    .addKeyValue("reason", problem.getClass().getSimpleName())
                    .log("monitors stand still, tried again until they run");
            log.debug("monitors stand still", problem);
        }
        return Mono.empty();
    }

    private void recovered() {
        if (isFailing) {
            isFailing = false;
            log.info("monitors run again");
        }
    }

    @Override
    public void stop(Runnable done) {
        stop();
        var _ = Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .takeUntil(_ -> running.get() == 0)
                .take(LAST_LOOKS)
                .doFinally(_ -> done.run())
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable current = turns;
        if (current != null) {
            current.dispose();
        }
        turns = null;
    }

    @Override
    public boolean isRunning() {
        return turns != null;
    }
}
