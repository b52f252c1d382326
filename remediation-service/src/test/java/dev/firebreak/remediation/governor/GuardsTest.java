package dev.firebreak.remediation.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.runbook.Limits;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.RemediationId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardsTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final GovernorSettings SETTINGS =
            new GovernorSettings(3, 5, 1, Duration.ofMinutes(30), 2, Duration.ofMinutes(15));

    @Test
    void saysYesWhenNothingSpeaksAgainstIt() {
        assertThat(Guards.judge(ask(), figures().make(), SETTINGS)).isEmpty();
    }

    @Test
    void theKillSwitchComesFirstAndStopsUndoingAsWell() {
        var figures = figures();
        figures.paused = "global";
        figures.heldBy = "other";

        assertThat(guard(ask(), figures)).isEqualTo("kill-switch");
        assertThat(guard(undo(), figures)).isEqualTo("kill-switch");
    }

    @Test
    void maintenanceStopsWhatIsNewAndSaysUntilWhen() {
        var figures = figures();
        figures.frozenBy = "Sunday night";

        assertThat(Guards.judge(ask(), figures.make(), SETTINGS))
                .contains(new Refusal(
                        "maintenance",
                        "maintenance 'Sunday night' freezes automation until 2026-02-01T12:01:00Z",
                        NOON.plusSeconds(60)));
        assertThat(Guards.judge(undo(), figures.make(), SETTINGS)).isEmpty();
    }

    @Test
    void undoingIsNotBoundByWhatTheActionUsedUp() {
        var figures = figures();
        figures.last = NOON;
        figures.onTarget = 9;
        figures.forIncident = 9;
        figures.atOnce = 9;

        assertThat(Guards.judge(undo(), figures.make(), SETTINGS)).isEmpty();
    }

    @Test
    void oneTargetIsOnesAlone() {
        var figures = figures();
        figures.heldBy = "other";

        assertThat(guard(undo(), figures)).isEqualTo("one-at-a-time");
    }

    @Test
    void aCooldownSaysWhenItIsOver() {
        var figures = figures();
        figures.last = NOON.minus(Duration.ofMinutes(9));

        assertThat(Guards.judge(ask(), figures.make(), SETTINGS))
                .contains(new Refusal(
                        "cooldown", "done 9 min ago, cooldown is 10 min", NOON.plus(Duration.ofMinutes(1))));
        figures.last = NOON.minus(Duration.ofMinutes(10));
        assertThat(Guards.judge(ask(), figures.make(), SETTINGS)).isEmpty();
    }

    @Test
    void anAlertIsTooOldAfterItsQuarterOfAnHour() {
        assertThat(guard(ask(NOON.minus(Duration.ofMinutes(15)), null, false), figures()))
                .isEqualTo("none");
        assertThat(guard(ask(NOON.minus(Duration.ofMinutes(16)), null, false), figures()))
                .isEqualTo("stale-alert");
    }

    @Test
    void aYesCountsAsLongAsItsQuestion() {
        Instant old = NOON.minus(Duration.ofMinutes(16));

        assertThat(guard(ask(old, NOON.plusSeconds(1), false), figures())).isEqualTo("none");
        assertThat(guard(ask(old, NOON, false), figures())).isEqualTo("approval-expired");
    }

    @Test
    void onlyRollbacksThatNobodyWasAskedAboutHaveABudgetOfTheirOwn() {
        var figures = figures();
        figures.rollbacks = 1;

        assertThat(guard(ask(NOON, null, true), figures)).isEqualTo("rollback-budget");
        assertThat(guard(ask(NOON, NOON.plusSeconds(1), true), figures)).isEqualTo("none");
        assertThat(guard(ask(), figures)).isEqualTo("none");
    }

    @Test
    void eachBudgetIsFullAtItsFigure() {
        var figures = figures();
        figures.onTarget = 2;
        assertThat(guard(ask(), figures)).isEqualTo("target-budget");
        figures = figures();
        figures.forIncident = 2;
        assertThat(guard(ask(), figures)).isEqualTo("incident-budget");
        figures = figures();
        figures.atOnce = 3;
        assertThat(guard(ask(), figures)).isEqualTo("at-once-budget");
        figures = figures();
        figures.inHour = 5;
        assertThat(guard(ask(), figures)).isEqualTo("hour-budget");
    }

    @Test
    void scopesAreWordsOfOurs() {
        assertThat(KillSwitch.isScope("global")).isTrue();
        assertThat(KillSwitch.isScope("service:shops/web-1")).isTrue();
        assertThat(KillSwitch.isScope("action:vercel.rollback")).isTrue();
        assertThat(KillSwitch.isScope("service:shops")).isFalse();
        assertThat(KillSwitch.isScope("everything")).isFalse();
    }

    private static String guard(Ask ask, Row figures) {
        return Guards.judge(ask, figures.make(), SETTINGS).map(Refusal::guard).orElse("none");
    }

    private static Ask ask() {
        return ask(NOON, null, false);
    }

    private static Ask ask(Instant alertedAt, @Nullable Instant approvedUntil, boolean isRollback) {
        return ask(alertedAt, approvedUntil, isRollback, false);
    }

    private static Ask undo() {
        return ask(NOON.minus(Duration.ofHours(1)), null, true, true);
    }

    private static Ask ask(Instant alertedAt, @Nullable Instant approvedUntil, boolean isRollback, boolean isUndo) {
        return new Ask(
                new RemediationId(new UUID(0, 1)),
                new IncidentId(new UUID(0, 2)),
                true,
                "shops",
                "web",
                "act",
                "breaker.reset",
                "breaker:web",
                isRollback,
                isUndo,
                new Limits(Duration.ofMinutes(10), 2, Duration.ofHours(1)),
                approvedUntil,
                alertedAt);
    }

    private static Row figures() {
        return new Row();
    }

    private static final class Row {
        private @Nullable String paused;
        private @Nullable String frozenBy;
        private @Nullable String heldBy;
        private @Nullable Instant last;
        private long onTarget;
        private long atOnce;
        private long inHour;
        private long rollbacks;
        private long forIncident;

        private Figures make() {
            return new Figures(
                    NOON,
                    paused,
                    null,
                    frozenBy,
                    frozenBy == null ? null : NOON.plusSeconds(60),
                    heldBy,
                    last,
                    onTarget,
                    NOON,
                    atOnce,
                    inHour,
                    NOON,
                    rollbacks,
                    NOON,
                    forIncident);
        }
    }
}
