package dev.firebreak.notifier.delivery;

import static dev.firebreak.notifier.Incidents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Rate RATE = new Rate(1, 3);

    @Test
    void letsABurstGoAndThenOneASecond() {
        Budget budget = Budget.full(RATE, NOON);
        for (int i = 0; i < 3; i++) {
            assertThat(budget.untilFree(RATE, NOON)).isZero();
            budget = budget.spent(RATE, NOON, 1);
        }

        assertThat(budget.untilFree(RATE, NOON)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1001));
        assertThat(budget.untilFree(RATE, NOON.plusSeconds(1))).isZero();
    }

    @Test
    void saysHowManyMayGoTogether() {
        Budget full = Budget.full(RATE, NOON);

        assertThat(full.free(RATE, NOON)).isEqualTo(3);
        assertThat(full.spent(RATE, NOON, 2).free(RATE, NOON)).isOne();
        assertThat(full.spent(RATE, NOON, 3).free(RATE, NOON)).isZero();
        assertThat(new Budget(3, NOON, NOON.plusSeconds(30)).free(RATE, NOON)).isZero();
    }

    @Test
    void savesNoMoreThanTheBurst() {
        Budget budget = Budget.full(RATE, NOON).spent(RATE, NOON.plusSeconds(3600), 1);

        assertThat(budget.tokens()).isEqualTo(2);
    }

    @Test
    void waitsAsLongAsTheVendorSays() {
        Budget blocked = new Budget(3, NOON, NOON.plusSeconds(30));

        assertThat(blocked.untilFree(RATE, NOON)).isEqualTo(Duration.ofSeconds(30));
        assertThat(blocked.untilFree(RATE, NOON.plusSeconds(30))).isZero();
    }

    @Test
    void savesNothingUpWhileAnswersAreLate() {
        Budget spent = Budget.full(RATE, NOON).spent(RATE, NOON, 3);
        Instant late = NOON.plusSeconds(10);

        Budget answered = spent.answered(RATE, late, 3).answered(RATE, late, 2).answered(RATE, late, 1);

        assertThat(answered.free(RATE, late)).isZero();
        assertThat(answered.free(RATE, late.plusSeconds(1))).isOne();
    }

    @Test
    void isBlockedForAsLongAfterAnAnswerAsBefore() {
        Budget blocked = new Budget(0, NOON.plusSeconds(30), NOON.plusSeconds(30));

        assertThat(blocked.answered(RATE, NOON, 1).untilFree(RATE, NOON)).isEqualTo(blocked.untilFree(RATE, NOON));
    }
}
