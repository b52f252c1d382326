package dev.firebreak.remediation.execution;

import dev.firebreak.model.remediation.RemediationId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Gives remediations their turns: at once when something arrived for one, on time when one waits, and by looking into
 * the database for those that nobody woke. Several instances may run; a claim is one's alone.
 */
@Component
public class Engine implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int MAX_WAITING = 10_000;
    private static final Duration EARLY = Duration.ofMillis(5); // a timer may be a little ahead of the database

    private final Turns turns;
    private final TurnStore store;
    private final ExecutionSettings settings;
    private final CrashPoints crash;
    private final Set<RemediationId> inTurn = ConcurrentHashMap.newKeySet();
    private final Map<RemediationId, Held> heldFromTheStart = new ConcurrentHashMap<>();
    private final Set<RemediationId> wokenInTurn = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<RemediationId> woken =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_WAITING));
    private final Scheduler timer = Schedulers.newSingle("remediation-timer", true);
    private final Disposable.Composite running = Disposables.composite();
    private volatile boolean isRunning;
    private volatile boolean isStopping;

    Engine(Turns turns, TurnStore store, ExecutionSettings settings, CrashPoints crash) {
        this.turns = turns;
        this.store = store;
        this.settings = settings;
        this.crash = crash;
    }

    /** To be called after the commit. A wake-up that gets lost is made good by the poller. */
    public void wake(Collection<RemediationId> ids) {
        crash.at(CrashPoints.Point.BEFORE_OFFSET);
        ids.forEach(this::wake);
    }

    private void wake(RemediationId id) {
        synchronized (woken) {
            if (woken.tryEmitNext(id).isFailure()) {
                heldFromTheStart.remove(id);
            }
        }
    }

    /** For a remediation that is about to be inserted, and woken after the commit. */
    public FirstClaim claim() {
        boolean hasRoom = isRunning && !isStopping && inTurn.size() + heldFromTheStart.size() < settings.atOnce();
        return store.firstClaim(
                hasRoom ? held -> heldFromTheStart.put(held.remediation().id(), held) : null);
    }

    @Override
    public void start() {
        isRunning = true;
        running.add(woken.asFlux().flatMap(this::turn, settings.atOnce()).subscribe());
        running.add(Flux.interval(Duration.ZERO, settings.pollInterval(), timer)
                .onBackpressureDrop()
                .concatMap(_ -> poll(), 1)
                .subscribe());
    }

    private Mono<Void> poll() {
        return store.due(settings.atOnce() * 2).doOnNext(this::wake).then().onErrorResume(Exception.class, e -> {
            LOG.warn("cannot look for remediations that are due: {}", e.getMessage());
            return Mono.empty();
        });
    }

    private Mono<Void> turn(RemediationId id) {
        if (isStopping && !heldFromTheStart.containsKey(id)) {
            return Mono.empty();
        }
        if (!inTurn.add(id)) {
            wokenInTurn.add(id);
            return Mono.empty();
        }
        @Nullable Held held = heldFromTheStart.remove(id);
        return (held == null ? turns.run(id, () -> isStopping) : turns.begin(held, () -> isStopping))
                .doOnNext(this::wakeLater)
                .onErrorResume(Exception.class, e -> {
                    LOG.atError()
                            .addKeyValue("remediationId", id)
                            .setCause(e)
                            .log("a turn broke off; the next one looks first, once its lease is over");
                    return Mono.empty();
                })
                .doFinally(_ -> {
                    inTurn.remove(id);
                    if (wokenInTurn.remove(id)) {
                        wake(id);
                    }
                })
                .then();
    }

    private void wakeLater(Turns.Rest rest) {
        Duration wait = Duration.between(rest.now(), rest.until()).plus(EARLY);
        if (wait.compareTo(Duration.ofMinutes(10)) < 0 && !isStopping) {
            timer.schedule(() -> wake(rest.id()), Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** Lets calls under way end and hands the rest back, so that another instance goes on at once. */
    @Override
    public void stop(Runnable callback) {
        isStopping = true;
        Flux.interval(Duration.ZERO, Duration.ofMillis(20), timer)
                .takeUntil(_ -> inTurn.isEmpty() && heldFromTheStart.isEmpty())
                .take(settings.stopWithin())
                .doFinally(_ -> {
                    running.dispose();
                    timer.dispose();
                    isRunning = false;
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
