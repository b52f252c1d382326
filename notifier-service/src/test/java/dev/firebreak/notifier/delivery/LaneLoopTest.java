package dev.firebreak.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class LaneLoopTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Pieces pieces = new Pieces();
    private final LaneLoop loop = new LaneLoop("test/one", pieces, () -> true);

    @Test
    void waitsForEightAnswersSideBySideAndClaimsNoMoreUntilOneIsThere() {
        pieces.waiting.set(20);

        loop.wake();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pieces.onTheirWay).hasSize(8));
        await().atMost(PATIENCE)
                .during(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(pieces.claimed).hasValue(8));
        pieces.answer(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pieces.claimed).hasValue(9));
    }

    @Test
    void asksForAsMuchAsMayBeOnItsWay() {
        pieces.waiting.set(2);

        loop.wake();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pieces.asked).startsWith(8, 7, 6));
    }

    @Test
    void doesAllThereIsAndThenRests() {
        pieces.waiting.set(20);
        loop.wake();

        await().atMost(PATIENCE).untilAsserted(() -> {
            pieces.answer(20);
            assertThat(pieces.claimed).hasValue(20);
            assertThat(loop.isBusy()).isFalse();
        });
    }

    @Test
    void goesOnWhenWhatBecameOfAPieceCannotBeWrittenDown() {
        pieces.waiting.set(1);
        loop.wake();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pieces.onTheirWay).hasSize(1));

        pieces.fail();
        pieces.waiting.set(1);
        loop.wake();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pieces.claimed).hasValue(2));
    }

    @Test
    void looksAgainWhenATurnFails() {
        pieces.failures.add(new IllegalStateException("the database is away"));
        pieces.waiting.set(1);

        loop.wake();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pieces.claimed).hasValue(1));
    }

    /** A number of pieces whose answers come when the test says so. */
    private static final class Pieces implements Courier {
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger claimed = new AtomicInteger();
        private final List<Integer> asked = new CopyOnWriteArrayList<>();
        private final List<Sinks.Empty<Void>> onTheirWay = new CopyOnWriteArrayList<>();
        private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

        void answer(int count) {
            for (int i = 0; i < count && !onTheirWay.isEmpty(); i++) {
                onTheirWay.removeFirst().tryEmitEmpty();
            }
        }

        void fail() {
            onTheirWay.removeFirst().tryEmitError(new IllegalStateException("the database is away"));
        }

        @Override
        public Mono<Turn> turn(String lane, int most) {
            asked.add(most);
            RuntimeException failure = failures.poll();
            if (failure != null) {
                return Mono.error(failure);
            }
            if (waiting.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                return Mono.just(new Turn.Idle());
            }
            claimed.incrementAndGet();
            Sinks.Empty<Void> answer = Sinks.empty();
            onTheirWay.add(answer);
            return Mono.just(new Turn.Claimed(List.of(answer.asMono())));
        }

        @Override
        public String vendor() {
            return "test";
        }

        @Override
        public Mono<Long> retryFailed() {
            return Mono.just(0L);
        }

        @Override
        public Flux<String> lanesWithWork() {
            return Flux.empty();
        }
    }
}
