package dev.firebreak.remediation.governor;

import dev.firebreak.model.remediation.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** When much of a system is in trouble its parts are not what is wrong: people must look before anything acts. */
final class SystemGuards {
    private static final int A_SHARE = 2; // one service in trouble is what automation is for, however small the system

    private SystemGuards() {}

    static @Nullable Refusal failuresInARow(Ask ask, Figures figures) {
        String reason = figures.stopReason();
        return reason == null
                ? null
                : Refusal.untilLifted(
                        Guard.FAILURES_IN_A_ROW,
                        reason + ". A person must resume it: ./firebreak automation resume --scope system:"
                                + ask.system() + " --reason TEXT, or PUT /api/automation",
                        Figure.of("stopped", "system:" + ask.system()));
    }

    static @Nullable Refusal storm(Ask ask, Figures figures) {
        return figures.isStorm()
                ? Refusal.untilLifted(
                        Guard.STORM,
                        "a storm of alerts is open in " + ask.system(),
                        Figure.of("open incidents", figures.openIncidents()))
                : null;
    }

    static @Nullable Refusal openIncidents(Ask ask, Figures figures) {
        int bound = ask.bounds().openIncidents();
        return bound == 0 || figures.openIncidents() <= bound
                ? null
                : Refusal.untilLifted(
                        Guard.OPEN_INCIDENTS,
                        figures.openIncidents() + " incidents of " + ask.system() + " are open, at most " + bound
                                + " while anything acts",
                        Figure.of("open incidents", figures.openIncidents(), bound));
    }

    static @Nullable Refusal share(Ask ask, Figures figures) {
        long inTrouble = figures.servicesInTrouble();
        int services = Math.max(1, ask.bounds().services());
        double share = (double) inTrouble / services;
        double bound = ask.bounds().maxShare();
        return inTrouble < A_SHARE || share <= bound
                ? null
                : Refusal.untilLifted(
                        Guard.SYSTEM_SHARE,
                        inTrouble + " of " + services + " services of " + ask.system() + " are in trouble, at most "
                                + Math.round(bound * 100) + " % while anything acts",
                        Figure.of("share of services in trouble", rounded(share), rounded(bound)),
                        Figure.of("services in trouble", inTrouble),
                        Figure.of("services", services));
    }

    private static BigDecimal rounded(double share) {
        return BigDecimal.valueOf(share).setScale(2, RoundingMode.HALF_UP);
    }
}
