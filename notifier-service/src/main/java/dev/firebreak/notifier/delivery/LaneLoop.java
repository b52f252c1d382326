package dev.firebreak.notifier.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One lane's turns: it claims what may go, and the vendor's answers are waited for side by side. The lane's budget is
 * spent when a piece is claimed, so waiting side by side spends no more. A call that comes during a turn is not lost.
 */
final class LaneLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LaneLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    // Answers that come in quick succession cause one look.
    private static final Duration AFTER_ANSWER = Duration.ofMillis(20);
    private static final int MOST_ON_THEIR_WAY = 8;
    private static final long NO_ALARM = Long.MIN_VALUE;

    private final String lane;
    private final Courier courier;
    private final BooleanSupplier running;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger onTheirWay = new AtomicInteger();
    private final AtomicBoolean waitsForAnswer = new AtomicBoolean();
    private final AtomicLong alarm = new AtomicLong(NO_ALARM);
    private volatile @Nullable String lastFailure;

    LaneLoop(String lane, Courier courier, BooleanSupplier running) {
        this.lane = lane;
        this.courier = courier;
        this.running = running;
    }

    boolean isBusy() {
        return calls.get() > 0 || onTheirWay.get() > 0;
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
        Mono.defer(() -> courier.turn(lane, Math.max(1, MOST_ON_THEIR_WAY - onTheirWay.get())))
                .defaultIfEmpty(new Turn.Idle())
                .subscribe(turn -> after(turn, heard), this::failed);
    }

    private void after(Turn turn, int heard) {
        lastFailure = null;
        switch (turn) {
            case Turn.Claimed(List<Mono<Void>> some) -> {
                some.forEach(this::carryOut);
                nextWhenFree();
            }
            case Turn.Idle() -> sleep(heard);
            case Turn.Waiting(Duration time) -> {
                wakeIn(time);
                sleep(heard);
            }
        }
    }

    private void carryOut(Mono<Void> call) {
        onTheirWay.incrementAndGet();
        call.doFinally(_ -> answered()).subscribe(_ -> {}, this::callFailed);
    }

    /** The same subject may have more to tell, which nobody could claim in the meantime. */
    private void answered() {
        onTheirWay.decrementAndGet();
        if (waitsForAnswer.compareAndSet(true, false)) {
            next();
        } else {
            wakeIn(AFTER_ANSWER);
        }
    }

    private void nextWhenFree() {
        if (onTheirWay.get() < MOST_ON_THEIR_WAY) {
            next();
            return;
        }
        waitsForAnswer.set(true);
        // An answer may have come between the two lines above.
        if (onTheirWay.get() < MOST_ON_THEIR_WAY && waitsForAnswer.compareAndSet(true, false)) {
            next();
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

    /** One alarm is enough: the look that it causes finds out when the next one is due. */
    private void wakeIn(Duration time) {
        long at = System.nanoTime() + time.toNanos();
        long set = alarm.get();
        if ((set == NO_ALARM || at - set < 0) && alarm.compareAndSet(set, at)) {
            var _ = Schedulers.parallel().schedule(() -> ring(at), Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    private void ring(long at) {
        alarm.compareAndSet(at, NO_ALARM);
        wake();
    }

    private void failed(Throwable failure) {
        report(failure, "a turn failed, trying again");
        wakeIn(AFTER_FAILURE);
        calls.set(0);
    }

    /** The claim runs out by itself, and the piece is claimed again. */
    private void callFailed(Throwable failure) {
        report(failure, "what became of a message could not be written down");
    }

    private void report(Throwable failure, String what) {
        if (!Objects.equals(lastFailure, failure.toString())) {
            lastFailure = failure.toString();
            LOG.atWarn().addKeyValue("lane", lane).setCause(failure).log(what);
        }
    }
}
