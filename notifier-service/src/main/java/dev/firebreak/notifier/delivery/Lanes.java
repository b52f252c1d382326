package dev.firebreak.notifier.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the lanes going: each works off what it has, the most urgent first, and sleeps when there is nothing. It is
 * woken by whoever writes work down, so nothing waits for a poll; the poll is for what another instance left behind.
 */
public class Lanes implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long RETRY_FAILED = 300; // polls
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final Map<String, Courier> couriers;
    private final Map<String, LaneLoop> loops = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile Disposable poll = () -> {};

    public Lanes(List<Courier> couriers) {
        this.couriers = couriers.stream().collect(Collectors.toUnmodifiableMap(Courier::vendor, Function.identity()));
    }

    /** Something was written down for these. Returns at once. */
    public void wake(Collection<String> lanes) {
        if (running) {
            lanes.forEach(lane -> loops.computeIfAbsent(lane, this::loop).wake());
        }
    }

    private LaneLoop loop(String lane) {
        Courier courier = couriers.get(lane.split("/", 2)[0]);
        if (courier == null) {
            throw new IllegalArgumentException("nobody carries for lane " + lane);
        }
        return new LaneLoop(lane, courier, () -> running);
    }

    @Override
    public void start() {
        running = true;
        poll = Flux.interval(Duration.ZERO, POLL)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.fromIterable(couriers.values())
                        .concatMap(courier -> tick % RETRY_FAILED == 0
                                ? courier.retryFailed()
                                        .onErrorResume(this::logged)
                                        .thenReturn(courier)
                                : Mono.just(courier))
                        .concatMap(
                                courier -> courier.lanesWithWork().collectList().onErrorResume(this::logged))
                        .doOnNext(this::wake))
                .subscribe();
    }

    private <T> Mono<T> logged(Throwable failure) {
        LOG.warn("cannot look for work: {}", failure.toString());
        return Mono.empty();
    }

    /** Begins nothing new and lets what is on its way come back, so that nothing is in doubt after a restart. */
    @Override
    public void stop(Runnable done) {
        running = false;
        poll.dispose();
        Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .takeWhile(_ -> loops.values().stream().anyMatch(LaneLoop::isBusy))
                .take(LONGEST_STOP)
                .doFinally(_ -> done.run())
                .subscribe();
    }

    @Override
    public void stop() {
        running = false;
        poll.dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
