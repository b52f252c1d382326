package dev.firebreak.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundTest {
    private final Bound bound = new Bound(100);
    private final AtomicLong noisy = new AtomicLong();
    private final AtomicLong quiet = new AtomicLong();

    @Test
    void aNoisySourceLeavesRoomForAQuietOne() {
        assertThat(bound.take(noisy, 75)).isNull();

        assertThat(bound.take(noisy, 1)).isEqualTo(Overload.OF_SOURCE);
        assertThat(bound.take(quiet, 25)).isNull();
    }

    @Test
    void whenAllIsTakenEveryoneWaits() {
        assertThat(bound.take(noisy, 75)).isNull();

        assertThat(bound.take(quiet, 26)).isEqualTo(Overload.OF_ALL);
        assertThat(bound.used()).isEqualTo(75);
        assertThat(quiet).hasValue(0);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        assertThat(bound.take(noisy, 75)).isNull();

        bound.give(noisy, 75);

        assertThat(bound.take(noisy, 75)).isNull();
        assertThat(bound.used()).isEqualTo(75);
    }
}
