package dev.firebreak.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final AtomicLong now = new AtomicLong(-5); // nanoTime may be negative
    private final Turns turns = new Turns(100, 3, 10, now::get);

    @Test
    void whatFitsBeginsAtOnceAndTheRestWaitsForIt() {
        Turns.Turn first = turns.take("noisy", 60);
        Turns.Turn second = turns.take("noisy", 60);

        assertThat(first.comes()).isDone();
        assertThat(second.comes()).isNotDone();
        turns.end(first);
        assertThat(second.comes()).isDone();
    }

    @Test
    void aNoisySourceAndAQuietOneTakeTurns() {
        Turns.Turn atWork = turns.take("noisy", 100);
        Turns.Turn next = turns.take("noisy", 100);
        Turns.Turn last = turns.take("noisy", 100);
        Turns.Turn quiet = turns.take("quiet", 100);

        turns.end(atWork);
        assertThat(next.comes()).isDone();
        turns.end(next);
        assertThat(quiet.comes()).isDone();
        assertThat(last.comes()).isNotDone();
        turns.end(quiet);
        assertThat(last.comes()).isDone();
    }

    @Test
    void soManyAtOnceHoweverSmall() {
        Turns.Turn first = turns.take("noisy", 1);
        turns.take("noisy", 1);
        turns.take("noisy", 1);
        Turns.Turn fourth = turns.take("noisy", 1);

        assertThat(fourth.comes()).isNotDone();
        turns.end(first);
        assertThat(fourth.comes()).isDone();
        assertThat(turns.underWay()).isEqualTo(3);
    }

    @Test
    void oneThatIsLargerThanAllHasTheWorkToItself() {
        Turns.Turn small = turns.take("quiet", 1);
        Turns.Turn large = turns.take("noisy", 1000);

        assertThat(large.comes()).isNotDone();
        turns.end(small);
        assertThat(large.comes()).isDone();
        assertThat(turns.take("quiet", 1).comes()).isNotDone();
    }

    @Test
    void whoLeavesWhileWaitingGivesNothingBack() {
        Turns.Turn atWork = turns.take("noisy", 100);
        Turns.Turn gone = turns.take("noisy", 100);
        Turns.Turn next = turns.take("noisy", 100);

        turns.end(gone);
        assertThat(next.comes()).isNotDone();
        assertThat(turns.waiting()).isEqualTo(1);
        turns.end(atWork);
        assertThat(next.comes()).isDone();
        assertThat(turns.underWay()).isEqualTo(1);
    }

    @Test
    void aSourceIsFullWhenItsFirstHasWaitedTooLong() {
        Turns.Turn atWork = turns.take("noisy", 100);
        turns.take("noisy", 100);

        now.addAndGet(10);
        assertThat(turns.isTooLong("noisy")).isFalse();
        now.addAndGet(1);
        assertThat(turns.isTooLong("noisy")).isTrue();
        assertThat(turns.isTooLong("quiet")).isFalse();
        turns.end(atWork);
        assertThat(turns.isTooLong("noisy")).isFalse();
    }
}
