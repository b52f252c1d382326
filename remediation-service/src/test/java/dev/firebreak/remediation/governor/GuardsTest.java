package dev.firebreak.remediation.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.runbook.Limits;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Figure;
import dev.firebreak.model.remediation.RemediationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardsTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final GovernorSettings SETTINGS =
            new GovernorSettings(3, 5, 1, Duration.ofMinutes(30), 2, Duration.ofMinutes(15), 0.4, 10, 2);

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
                .contains(Refusal.until(
                        NOON.plusSeconds(60),
                        Guard.MAINTENANCE,
                        "maintenance 'Sunday night' freezes automation until 2026-02-01T12:01:00Z",
                        Figure.of("maintenance", "Sunday night")));
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
                .contains(Refusal.until(
                        NOON.plus(Duration.ofMinutes(1)),
                        Guard.COOLDOWN,
                        "done 9 min ago, cooldown is 10 min",
                        new Figure("time since it was done", "PT9M", "PT10M")));
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
    void oneServiceInTroubleIsNoShareButTwoMayBeTooMany() {
        var figures = figures();
        figures.inTrouble = 1;
        assertThat(guard(ask(), figures)).isEqualTo("none");
        figures.inTrouble = 2;
        assertThat(guard(ask(), figures)).isEqualTo("none"); // of five
        figures.inTrouble = 3;
        assertThat(Guards.judge(ask(), figures.make(), SETTINGS))
                .contains(Refusal.untilLifted(
                        Guard.SYSTEM_SHARE,
                        "3 of 5 services of shops are in trouble, at most 40 % while anything acts",
                        new Figure("share of services in trouble", "0.60", "0.40"),
                        Figure.of("services in trouble", 3),
                        Figure.of("services", 5)));
        assertThat(guard(undo(), figures)).isEqualTo("none");
    }

    @Test
    void manyIncidentsOrAStormStopTheSystem() {
        var figures = figures();
        figures.open = 10;
        assertThat(guard(ask(), figures)).isEqualTo("none");
        figures.open = 11;
        assertThat(guard(ask(), figures)).isEqualTo("open-incidents");
        figures.isStorm = true;
        assertThat(guard(ask(), figures)).isEqualTo("storm");
    }

    @Test
    void failuresInARowSayHowTheyAreLifted() {
        var figures = figures();
        figures.stopped = "the last 2 remediations of shops that acted have failed";

        assertThat(Guards.judge(ask(), figures.make(), SETTINGS).orElseThrow().reason())
                .contains("./firebreak automation resume --scope system:shops");
        assertThat(guard(undo(), figures)).isEqualTo("none");
    }

    @Test
    void whatServesProductionMustStillBeTheSuspect() {
        Ask moved = ask(true, false, Set.of(Guard.STALE_DEPLOYMENT), new Ask.Mismatch("dpl_bad", "dpl_new"));

        assertThat(Guards.judge(moved, figures().make(), SETTINGS).orElseThrow().reason())
                .isEqualTo("production is served by dpl_new, not by the suspect dpl_bad any more");
    }

    @Test
    void brokenGlassPassesWhatItNamesAndNothingElse() {
        var figures = figures();
        figures.inHour = 5;
        figures.atOnce = 3;

        assertThat(guard(ask(true, false, Set.of(Guard.AT_ONCE_BUDGET), null), figures))
                .isEqualTo("hour-budget");
        assertThat(guard(ask(true, false, Set.of(Guard.AT_ONCE_BUDGET, Guard.HOUR_BUDGET), null), figures))
                .isEqualTo("none");
        figures.paused = "global";
        assertThat(guard(ask(true, false, Set.of(Guard.KILL_SWITCH), null), figures))
                .isEqualTo("kill-switch");
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
        return Guards.judge(ask, figures.make(), SETTINGS)
                .map(it -> it.guard().word())
                .orElse("none");
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
        return ask(alertedAt, approvedUntil, isRollback, isUndo, Set.of(), null);
    }

    private static Ask ask(boolean isRollback, boolean isUndo, Set<Guard> passed, Ask.@Nullable Mismatch mismatch) {
        return ask(NOON, null, isRollback, isUndo, passed, mismatch);
    }

    private static Ask ask(
            Instant alertedAt,
            @Nullable Instant approvedUntil,
            boolean isRollback,
            boolean isUndo,
            Set<Guard> passed,
            Ask.@Nullable Mismatch mismatch) {
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
                new SystemBounds(5, 0.4, 10, 2),
                passed,
                approvedUntil,
                alertedAt,
                mismatch);
    }

    private static Row figures() {
        return new Row();
    }

    private static final class Row {
        private @Nullable String paused;
        private @Nullable String stopped;
        private @Nullable String frozenBy;
        private @Nullable String heldBy;
        private @Nullable Instant last;
        private long onTarget;
        private long atOnce;
        private long inHour;
        private long rollbacks;
        private long forIncident;
        private long open;
        private long inTrouble;
        private boolean isStorm;

        private Figures make() {
            return new Figures(
                    NOON,
                    paused,
                    null,
                    stopped,
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
                    forIncident,
                    open,
                    inTrouble,
                    isStorm);
        }
    }
}
