package dev.firebreak.sandbox.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    @Test
    void letsABurstThroughAndThenSoManyPerSecond() {
        var bucket = new TokenBucket(1, 2, 0);

        assertThat(bucket.takeOrWaitSeconds(0)).isZero();
        assertThat(bucket.takeOrWaitSeconds(0)).isZero();
        assertThat(bucket.takeOrWaitSeconds(0)).isEqualTo(1);
        assertThat(bucket.takeOrWaitSeconds(Duration.ofSeconds(1).toNanos())).isZero();
        assertThat(bucket.takeOrWaitSeconds(Duration.ofSeconds(1).toNanos())).isEqualTo(1);
    }

    @Test
    void saysHowLongToWait() {
        var bucket = new TokenBucket(0.1, 1, 0);
        bucket.takeOrWaitSeconds(0);

        assertThat(bucket.takeOrWaitSeconds(0)).isEqualTo(10);
    }

    @Test
    void hasNoLimitWithoutARate() {
        var bucket = new TokenBucket(0, 0, 0);

        for (int call = 0; call < 1_000; call++) {
            assertThat(bucket.takeOrWaitSeconds(0)).isZero();
        }
    }
}
