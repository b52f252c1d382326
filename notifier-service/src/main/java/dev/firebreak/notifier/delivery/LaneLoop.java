package dev.firebreak.notifier.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One lane's turns, never two at a time; a call that comes during a turn is not lost. */
final class LaneLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LaneLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String lane;
    private final Courier courier;
    private final BooleanSupplier running;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable String lastFailure;

    LaneLoop(String lane, Courier courier, BooleanSupplier running) {
        this.lane = lane;
        this.courier = courier;
        this.running = running;
    }

    boolean isBusy() {
        return calls.get() > 0;
    }

    void wake() {
        if (calls.getAndIncrement() == 0) {
            turn();
        }
    }

    private void turn() {
        if (!running.getAsBoolean()) {
            calls.set(0);
            return;
        }
        int heard = calls.get();
        Mono.defer(() -> courier.turn(lane))
                .defaultIfEmpty(new Turn.Idle())
                .subscribe(turn -> after(turn, heard), this::failed);
    }

    private void after(Turn turn, int heard) {
        lastFailure = null;
        switch (turn) {
            case Turn.Worked() -> next();
            case Turn.Idle() -> sleep(heard);
            case Turn.Waiting(Duration time) -> {
                wakeIn(time);
                sleep(heard);
            }
        }
    }

    /** On another stack: a long queue would overflow this one. */
    private void next() {
        Schedulers.parallel().schedule(this::turn);
    }

    private void sleep(int heard) {
        if (calls.addAndGet(-heard) > 0) {
            next();
        }
    }

    private void wakeIn(Duration time) {
        var _ = Schedulers.parallel().schedule(this::wake, Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void failed(Throwable failure) {
        if (!Objects.equals(lastFailure, failure.toString())) {
            lastFailure = failure.toString();
            LOG.atWarn().addKeyValue("lane", lane).setCause(failure).log("a turn failed, trying again");
        }
        wakeIn(AFTER_FAILURE);
        calls.set(0);
    }
}
