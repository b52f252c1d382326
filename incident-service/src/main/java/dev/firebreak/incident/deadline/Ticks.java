package dev.firebreak.incident.deadline;

import dev.firebreak.incident.correlation.EarlyResolves;
import dev.firebreak.incident.deadletter.DeadLetterStore;
import dev.firebreak.incident.trace.TraceStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at the clock while the service runs. */
@Component
class Ticks implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final DeadlineWatch deadlines;
    private final TraceStore traces;
    private final EarlyResolves earlyResolves;
    private final DeadLetterStore letters;
    private final DeadlineSettings settings;
    private final List<Recurring> others;
    private volatile @Nullable Disposable running;

    Ticks(
            DeadlineWatch deadlines,
            TraceStore traces,
            EarlyResolves earlyResolves,
            DeadLetterStore letters,
            DeadlineSettings settings,
            List<Recurring> others) {
        this.deadlines = deadlines;
        this.traces = traces;
        this.earlyResolves = earlyResolves;
        this.letters = letters;
        this.settings = settings;
        this.others = List.copyOf(others);
    }

    @Override
    public void start() {
        Duration keptFor = settings.traceKeptFor();
        Mono<Long> forget = traces.forgetOlderThan(keptFor).then(earlyResolves.forgetOlderThan(keptFor));
        Disposable.Composite all = Disposables.composite(
                every(settings.lookEvery(), deadlines.moveOn(), "deadlines"),
                every(FORGET_EVERY, forget, "old traces"),
                every(FORGET_EVERY, letters.forgetOlderThan(settings.lettersKeptFor()), "old dead letters"));
        others.forEach(each -> all.add(every(each.every(), each.turn(), each.what())));
        running = all;
    }

    private static Disposable every(Duration pause, Mono<?> work, String what) {
        AtomicBoolean isFailing = new AtomicBoolean(); // told when it begins and when it ends, not at each tick
        Mono<Void> guarded = work.then()
                .doOnSuccess(_ -> {
                    if (isFailing.getAndSet(false)) {
                        LOG.info("works again: {}", what);
                    }
                })
                .onErrorResume(problem -> {
                    if (!isFailing.getAndSet(true)) {
                        LOG.atWarn().setCause(problem).log("fails, tried again until it works: {}", what);
                    }
                    return Mono.empty();
                });
        return Flux.interval(pause)
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
