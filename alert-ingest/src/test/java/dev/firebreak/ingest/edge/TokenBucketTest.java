package dev.firebreak.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long START = -5_000_000_000L; // nanoTime may be negative
    private static final long SECOND = 1_000_000_000L;

    private final TokenBucket bucket = new TokenBucket(10, 3, START);

    @Test
    void givesABurstAndThenTheRate() {
        assertThat(taken(START, 5)).isEqualTo(3);
        assertThat(bucket.isEmpty(START)).isTrue();
        assertThat(taken(START + SECOND / 10, 5)).isEqualTo(1);
        assertThat(taken(START + SECOND / 5, 5)).isEqualTo(1);
    }

    @Test
    void fillsUpToTheBurstAndNoFurther() {
        assertThat(taken(START, 5)).isEqualTo(3);

        assertThat(taken(START + 60 * SECOND, 10)).isEqualTo(3);
    }

    private int taken(long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += bucket.take(now) ? 1 : 0;
        }
        return taken;
    }
}
