package dev.firebreak.backtest;

import java.util.List;
import java.util.Locale;

/** Incidents that are not the same with both catalogues; which belong together, the alerts tell that went into them. */
public record Difference(Kind kind, List<Brief> baseline, List<Brief> candidate) {
    public enum Kind {
        /** The candidate opens it, of alerts that made no incident before. */
        OPENED,
        /** None of its alerts makes an incident with the candidate. */
        MISSED,
        /** Several become one. */
        MERGED,
        /** One becomes several. */
        SPLIT,
        /** The same incident has another level at its end. */
        RELEVELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Difference {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
    }
}
