package dev.firebreak.notifier.webhook;

import static dev.firebreak.notifier.Incidents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.notifier.delivery.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Duration FIVE_DAYS = Duration.ofDays(5);
    private static final Outcome<String> DOWN = new Outcome.Later<>("the webhook answers 503", null, true);
    private static final Standing GOOD = Standing.good("address");

    @Test
    void switchesOffWhatFailsForDays() {
        Standing failing = GOOD.after(DOWN, NOON, FIVE_DAYS);

        assertThat(failing.isDisabled()).isFalse();
        assertThat(failing.after(DOWN, NOON.plus(FIVE_DAYS).minusSeconds(1), FIVE_DAYS)
                        .isDisabled())
                .isFalse();
        assertThat(failing.after(DOWN, NOON.plus(FIVE_DAYS), FIVE_DAYS).isDisabled())
                .isTrue();
    }

    @Test
    void startsAnewWithEverySuccess() {
        Standing well = GOOD.after(DOWN, NOON, FIVE_DAYS).after(new Outcome.Delivered<>("ok"), NOON, FIVE_DAYS);

        assertThat(well).isEqualTo(GOOD);
    }

    @Test
    void believesThatSomebodyIsGone() {
        assertThat(GOOD.after(new Outcome.Refused<>("the webhook answers 410: bye"), NOON, FIVE_DAYS)
                        .isDisabled())
                .isTrue();
    }

    @Test
    void holdsNoThrottlingAgainstAnybody() {
        Outcome<String> less = new Outcome.Later<>("asks for less", Duration.ofSeconds(3), false);

        assertThat(GOOD.after(less, NOON, FIVE_DAYS)).isEqualTo(GOOD);
    }
}
