package dev.firebreak.remediation.governor;

import dev.firebreak.model.remediation.Figure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often, and how much at once. */
final class Budgets {
    private static final Duration HOUR = Duration.ofHours(1);

    private Budgets() {}

    static @Nullable Refusal cooldown(Ask ask, Figures figures) {
        Duration cooldown = ask.limits().cooldown();
        Instant last = figures.lastOnTarget();
        if (cooldown == null || last == null || !last.plus(cooldown).isAfter(figures.now())) {
            return null;
        }
        Duration ago = Duration.between(last, figures.now());
        return Refusal.until(
                last.plus(cooldown),
                Guard.COOLDOWN,
                "done " + Ages.text(ago) + " ago, cooldown is " + Ages.text(cooldown),
                Figure.of("time since it was done", ago, cooldown));
    }

    static @Nullable Refusal ofTarget(Ask ask, Figures figures) {
        int bound = ask.limits().maxCount();
        Duration within = ask.limits().maxWithin();
        return figures.onTargetInWindow() < bound
                ? null
                : Refusal.until(
                        after(figures.firstOnTargetInWindow(), within),
                        Guard.TARGET_BUDGET,
                        "done " + figures.onTargetInWindow() + " times in " + Ages.text(within) + ", at most " + bound,
                        Figure.of("times done", figures.onTargetInWindow(), bound),
                        Figure.of("window", within));
    }

    static @Nullable Refusal ofIncident(Figures figures, GovernorSettings settings) {
        return figures.attemptsForIncident() < settings.attemptsPerIncident()
                ? null
                : Refusal.untilLifted(
                        Guard.INCIDENT_BUDGET,
                        "tried " + figures.attemptsForIncident() + " times for this incident, at most "
                                + settings.attemptsPerIncident(),
                        Figure.of(
                                "attempts for this incident",
                                figures.attemptsForIncident(),
                                settings.attemptsPerIncident()));
    }

    /** Only those that nobody was asked about count, and are counted. */
    static @Nullable Refusal ofRollbacks(Ask ask, Figures figures, GovernorSettings settings) {
        if (!ask.isRollback()
                || ask.approvedUntil() != null
                || figures.rollbacksOfService() < settings.rollbacksPerService()) {
            return null;
        }
        return Refusal.until(
                after(figures.firstRollbackOfService(), settings.rollbackWindow()),
                Guard.ROLLBACK_BUDGET,
                figures.rollbacksOfService() + " automatic rollbacks of " + ask.service() + " in "
                        + Ages.text(settings.rollbackWindow()) + ", at most " + settings.rollbacksPerService(),
                Figure.of("automatic rollbacks", figures.rollbacksOfService(), settings.rollbacksPerService()),
                Figure.of("window", settings.rollbackWindow()));
    }

    static @Nullable Refusal atOnce(Figures figures, GovernorSettings settings) {
        return settings.remediationsAtOnce() < 0 || figures.actingAtOnce() < settings.remediationsAtOnce()
                ? null
                : Refusal.untilLifted(
                        Guard.AT_ONCE_BUDGET,
                        figures.actingAtOnce() + " other remediations are acting, at most "
                                + settings.remediationsAtOnce() + " at once",
                        Figure.of("remediations acting", figures.actingAtOnce(), settings.remediationsAtOnce()));
    }

    static @Nullable Refusal perHour(Figures figures, GovernorSettings settings) {
        return settings.remediationsPerHour() < 0 || figures.actedInHour() < settings.remediationsPerHour()
                ? null
                : Refusal.until(
                        after(figures.firstActedInHour(), HOUR),
                        Guard.HOUR_BUDGET,
                        figures.actedInHour() + " remediations acted within the hour, at most "
                                + settings.remediationsPerHour(),
                        Figure.of(
                                "remediations that acted within an hour",
                                figures.actedInHour(),
                                settings.remediationsPerHour()));
    }

    private static @Nullable Instant after(@Nullable Instant first, Duration window) {
        return first == null ? null : first.plus(window);
    }
}
