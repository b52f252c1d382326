package dev.firebreak.remediation.governor;

import dev.firebreak.model.remediation.Figure;
import dev.firebreak.model.remediation.GuardVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether something may be done: the first guard that says no, and may not be passed, is the reason. */
public final class Guards {
    private Guards() {}

    public static Optional<Refusal> judge(Ask ask, Figures figures, GovernorSettings settings) {
        return Arrays.stream(Guard.values())
                .filter(guard -> !(guard.canBePassed() && ask.passed().contains(guard)))
                .flatMap(guard -> judge(guard, ask, figures, settings).stream())
                .findFirst();
    }

    /** What each guard says, in their order. */
    static List<GuardVerdict> verdicts(Ask ask, Figures figures, GovernorSettings settings) {
        return Arrays.stream(Guard.values())
                .map(guard -> judge(guard, ask, figures, settings)
                        .map(it ->
                                new GuardVerdict(guard.word(), false, it.reason(), it.figures(), it.allowedAgainAt()))
                        .orElseGet(() -> new GuardVerdict(guard.word(), true, null, List.of(), null)))
                .toList();
    }

    static Optional<Refusal> judge(Guard guard, Ask ask, Figures figures, GovernorSettings settings) {
        return guard.holdsUndo() || !ask.isUndo()
                ? Optional.ofNullable(answer(guard, ask, figures, settings))
                : Optional.empty();
    }

    private static @Nullable Refusal answer(Guard guard, Ask ask, Figures figures, GovernorSettings settings) {
        return switch (guard) {
            case KILL_SWITCH -> killSwitch(figures);
            case ONE_AT_A_TIME -> oneAtATime(figures);
            case INCIDENT_OPEN -> ask.incidentIsOpen() ? null : Refusal.untilLifted(guard, "the incident is resolved");
            case APPROVAL_EXPIRED -> approvalExpired(ask, figures);
            case STALE_DEPLOYMENT -> staleDeployment(ask);
            case FAILURES_IN_A_ROW -> SystemGuards.failuresInARow(ask, figures);
            case MAINTENANCE -> maintenance(figures);
            case STORM -> SystemGuards.storm(ask, figures);
            case OPEN_INCIDENTS -> SystemGuards.openIncidents(ask, figures);
            case SYSTEM_SHARE -> SystemGuards.share(ask, figures);
            case STALE_ALERT -> staleAlert(ask, figures, settings);
            case COOLDOWN -> Budgets.cooldown(ask, figures);
            case TARGET_BUDGET -> Budgets.ofTarget(ask, figures);
            case INCIDENT_BUDGET -> Budgets.ofIncident(figures, settings);
            case ROLLBACK_BUDGET -> Budgets.ofRollbacks(ask, figures, settings);
            case AT_ONCE_BUDGET -> Budgets.atOnce(figures, settings);
            case HOUR_BUDGET -> Budgets.perHour(figures, settings);
        };
    }

    private static @Nullable Refusal killSwitch(Figures figures) {
        String scope = figures.pausedScope();
        if (scope == null) {
            return null;
        }
        String why =
                figures.pauseReason() == null || figures.pauseReason().isBlank() ? "" : ": " + figures.pauseReason();
        return Refusal.untilLifted(
                Guard.KILL_SWITCH, "automation is paused (" + scope + ")" + why, Figure.of("paused", scope));
    }

    private static @Nullable Refusal oneAtATime(Figures figures) {
        String holder = figures.targetHeldBy();
        return holder == null
                ? null
                : Refusal.untilLifted(
                        Guard.ONE_AT_A_TIME,
                        "remediation " + holder + " is at work on the target",
                        Figure.of("remediation at work", holder));
    }

    private static @Nullable Refusal approvalExpired(Ask ask, Figures figures) {
        Instant until = ask.approvedUntil();
        return until == null || figures.now().isBefore(until)
                ? null
                : Refusal.untilLifted(
                        Guard.APPROVAL_EXPIRED,
                        "the approval counted until " + until,
                        Figure.of("now", figures.now(), until));
    }

    /** Somebody has moved production since: what would be rolled back is not what the incident is about. */
    private static @Nullable Refusal staleDeployment(Ask ask) {
        Ask.Mismatch mismatch = ask.mismatch();
        return mismatch == null
                ? null
                : Refusal.untilLifted(
                        Guard.STALE_DEPLOYMENT,
                        "production is served by " + mismatch.live() + ", not by the suspect " + mismatch.suspect()
                                + " any more",
                        Figure.of("live deployment", mismatch.live(), mismatch.suspect()));
    }

    /** People are at work on it. */
    private static @Nullable Refusal maintenance(Figures figures) {
        return figures.frozenBy() == null
                ? null
                : Refusal.until(
                        figures.frozenUntil(),
                        Guard.MAINTENANCE,
                        "maintenance '" + figures.frozenBy() + "' freezes automation until " + figures.frozenUntil(),
                        Figure.of("maintenance", figures.frozenBy()));
    }

    /** People who say yes have looked; nobody looked at an alert that acts by itself. */
    private static @Nullable Refusal staleAlert(Ask ask, Figures figures, GovernorSettings settings) {
        Duration age = Duration.between(ask.alertedAt(), figures.now());
        return ask.approvedUntil() != null || age.compareTo(settings.staleAfter()) <= 0
                ? null
                : Refusal.untilLifted(
                        Guard.STALE_ALERT,
                        "the newest alert is " + Ages.text(age) + " old, at most " + Ages.text(settings.staleAfter())
                                + " allowed",
                        Figure.of("age of the newest alert", age, settings.staleAfter()));
    }
}
