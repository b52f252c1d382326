package dev.firebreak.remediation.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The guards in the order in which they are asked: the first that says no is the reason. */
final class Guards {
    private Guards() {}

    static Optional<Refusal> judge(Ask ask, Figures figures, GovernorSettings settings) {
        Refusal refusal = always(ask, figures);
        if (refusal == null && !ask.isUndo()) {
            refusal = first(
                    maintenance(figures),
                    stale(ask, figures, settings),
                    cooldown(ask, figures),
                    count(ask, figures),
                    attempts(figures, settings),
                    rollbacks(ask, figures, settings),
                    atOnce(figures, settings),
                    perHour(figures, settings));
        }
        return Optional.ofNullable(refusal);
    }

    private static @Nullable Refusal always(Ask ask, Figures figures) {
        if (figures.pausedScope() != null) {
            String reason =
                    figures.pauseReason() == null || figures.pauseReason().isBlank()
                            ? ""
                            : ": " + figures.pauseReason();
            return new Refusal("kill-switch", "automation is paused (" + figures.pausedScope() + ")" + reason, null);
        }
        if (figures.targetHeldBy() != null) {
            return new Refusal(
                    "one-at-a-time", "remediation " + figures.targetHeldBy() + " is at work on the target", null);
        }
        return ask.incidentIsOpen() || ask.isUndo()
                ? null
                : new Refusal("incident-open", "the incident is resolved", null);
    }

    /** People are at work on it. An undo is not asked: it brings back what was there before. */
    private static @Nullable Refusal maintenance(Figures figures) {
        return figures.frozenBy() == null
                ? null
                : new Refusal(
                        "maintenance",
                        "maintenance '" + figures.frozenBy() + "' freezes automation until " + figures.frozenUntil(),
                        figures.frozenUntil());
    }

    /** People who say yes have looked; their yes ends with the question. Nobody looked at an alert that acts by itself. */
    private static @Nullable Refusal stale(Ask ask, Figures figures, GovernorSettings settings) {
        Instant approvedUntil = ask.approvedUntil();
        if (approvedUntil != null) {
            return figures.now().isBefore(approvedUntil)
                    ? null
                    : new Refusal("approval-expired", "the approval counted until " + approvedUntil, null);
        }
        Duration age = Duration.between(ask.alertedAt(), figures.now());
        return age.compareTo(settings.staleAfter()) <= 0
                ? null
                : new Refusal(
                        "stale-alert",
                        "the newest alert is " + text(age) + " old, at most " + text(settings.staleAfter())
                                + " allowed",
                        null);
    }

    private static @Nullable Refusal cooldown(Ask ask, Figures figures) {
        Duration cooldown = ask.limits().cooldown();
        Instant last = figures.lastOnTarget();
        if (cooldown == null || last == null || !last.plus(cooldown).isAfter(figures.now())) {
            return null;
        }
        return new Refusal(
                "cooldown",
                "done " + text(Duration.between(last, figures.now())) + " ago, cooldown is " + text(cooldown),
                last.plus(cooldown));
    }

    private static @Nullable Refusal count(Ask ask, Figures figures) {
        if (figures.onTargetInWindow() < ask.limits().maxCount()) {
            return null;
        }
        return new Refusal(
                "target-budget",
                "done " + figures.onTargetInWindow() + " times in "
                        + text(ask.limits().maxWithin()) + ", at most "
                        + ask.limits().maxCount(),
                after(figures.firstOnTargetInWindow(), ask.limits().maxWithin()));
    }

    private static @Nullable Refusal attempts(Figures figures, GovernorSettings settings) {
        return figures.attemptsForIncident() < settings.attemptsPerIncident()
                ? null
                : new Refusal(
                        "incident-budget",
                        "tried " + figures.attemptsForIncident() + " times for this incident, at most "
                                + settings.attemptsPerIncident(),
                        null);
    }

    private static @Nullable Refusal rollbacks(Ask ask, Figures figures, GovernorSettings settings) {
        if (!ask.isRollback()
                || ask.approvedUntil() != null
                || figures.rollbacksOfService() < settings.rollbacksPerService()) {
            return null;
        }
        return new Refusal(
                "rollback-budget",
                figures.rollbacksOfService() + " automatic rollbacks of " + ask.service() + " in "
                        + text(settings.rollbackWindow()) + ", at most " + settings.rollbacksPerService(),
                after(figures.firstRollbackOfService(), settings.rollbackWindow()));
    }

    private static @Nullable Refusal atOnce(Figures figures, GovernorSettings settings) {
        return figures.actingAtOnce() < settings.remediationsAtOnce()
                ? null
                : new Refusal(
                        "at-once-budget",
                        figures.actingAtOnce() + " other remediations are acting, at most "
                                + settings.remediationsAtOnce() + " at once",
                        null);
    }

    private static @Nullable Refusal perHour(Figures figures, GovernorSettings settings) {
        return figures.actedInHour() < settings.remediationsPerHour()
                ? null
                : new Refusal(
                        "hour-budget",
                        figures.actedInHour() + " remediations acted within the hour, at most "
                                + settings.remediationsPerHour(),
                        after(figures.firstActedInHour(), Duration.ofHours(1)));
    }

    private static @Nullable Refusal first(@Nullable Refusal... refusals) {
        for (Refusal refusal : refusals) {
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable Instant after(@Nullable Instant first, Duration window) {
        return first == null ? null : first.plus(window);
    }

    private static String text(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) < 0
                ? Math.max(0, duration.toSeconds()) + " s"
                : duration.toMinutes() + " min";
    }
}
