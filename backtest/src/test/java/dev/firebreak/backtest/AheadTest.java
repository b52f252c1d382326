package dev.firebreak.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AheadTest {
    private static final int MANY = 10_001;

    @Test
    void givesEverythingInItsOrder() {
        List<Integer> taken = new ArrayList<>();

        Ahead.<Integer>read(items -> IntStream.range(0, MANY).forEach(items::accept), taken::add);

        assertThat(taken).isEqualTo(IntStream.range(0, MANY).boxed().toList());
    }

    @Test
    void tellsWhatEndedItAfterAllThatCameBefore() {
        List<Integer> taken = new ArrayList<>();

        assertThatThrownBy(() -> Ahead.<Integer>read(
                        items -> {
                            IntStream.range(0, MANY).forEach(items::accept);
                            throw new StackOverflowError("too deep");
                        },
                        taken::add))
                .isInstanceOf(StackOverflowError.class);
        assertThat(taken).hasSize(MANY);
    }

    @Test
    void endsItsThreadWhenTheTakerFailsAndIsNeverFarAhead() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);

        assertThatThrownBy(() -> Ahead.<Integer>read(
                        items -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                items.accept(made.incrementAndGet());
                            }
                            ended.countDown();
                        },
                        number -> {
                            if (number == MANY) {
                                throw new IllegalStateException("enough");
                            }
                        }))
                .hasMessage("enough");
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made.get()).isBetween(MANY, 2 * MANY);
    }
}
