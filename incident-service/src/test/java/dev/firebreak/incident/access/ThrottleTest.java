package dev.firebreak.incident.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Throttle throttle = new Throttle(3);

    @Test
    void closesAtTheLastFreeFailureAndForTwiceAsLongAfterEachFurtherOne() {
        throttle.failed("ann", NOON);
        throttle.failed("ann", NOON);
        assertThat(throttle.closedFor("ann", NOON)).isEmpty();

        throttle.failed("ann", NOON);
        assertThat(throttle.closedFor("ann", NOON)).contains(Duration.ofSeconds(30));
        assertThat(throttle.closedFor("ann", NOON.plusSeconds(29))).contains(Duration.ofSeconds(1));
        assertThat(throttle.closedFor("ann", NOON.plusSeconds(30))).isEmpty();

        throttle.failed("ann", NOON.plusSeconds(30));
        assertThat(throttle.closedFor("ann", NOON.plusSeconds(30))).contains(Duration.ofSeconds(60));
        assertThat(throttle.closedFor("bob", NOON.plusSeconds(30))).isEmpty();
    }

    @Test
    void neverClosesForLongerThanItsLongestPause() {
        for (int failure = 0; failure < 1_000; failure++) {
            throttle.failed("ann", NOON);
        }

        assertThat(throttle.closedFor("ann", NOON)).contains(Throttle.LONGEST_PAUSE);
    }

    @Test
    void forgetsFailuresAfterASuccessAndAfterQuiet() {
        fail("ann", 2);
        throttle.succeeded("ann");
        throttle.failed("ann", NOON);
        assertThat(throttle.closedFor("ann", NOON)).isEmpty();

        fail("bob", 2);
        throttle.failed("bob", NOON.plus(Duration.ofHours(1)));
        assertThat(throttle.closedFor("bob", NOON.plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void holdsNoMoreKeysThanItHasRoomFor() {
        fail("ann", 3);
        for (int key = 0; key < 10_000; key++) {
            throttle.failed("key-" + key, NOON);
        }

        assertThat(throttle.closedFor("ann", NOON)).isEmpty();
    }

    private void fail(String key, int times) {
        for (int failure = 0; failure < times; failure++) {
            throttle.failed(key, NOON);
        }
    }
}
