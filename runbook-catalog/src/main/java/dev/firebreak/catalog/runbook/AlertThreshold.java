package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Condition;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must come together before matching alerts make an incident; judged by the alerts' own times. */
public sealed interface AlertThreshold {
    /** That many alerts of one correlation group, in that time. */
    record Count(int count, Duration within) implements AlertThreshold {
        public static final Count FIRST = new Count(1, Duration.ofMinutes(5));
    }

    /**
     * That many failures in a row.
     *
     * @param within from the first of them to the last
     * @param unless an alert that says all is well and ends the row, as a resolve does; null for resolves only
     */
    record Consecutive(int count, Duration within, @Nullable Condition unless) implements AlertThreshold {}

    /** One alert that fires that long without having been resolved. */
    record Lasting(Duration duration) implements AlertThreshold {}

    /**
     * More than that share of all alerts in that time.
     *
     * @param above from 0 to 1
     * @param of the alerts that are counted beside those that match
     * @param least fewer alerts than that say nothing
     */
    record Ratio(double above, Condition of, Duration within, int least) implements AlertThreshold {}

    /** True when the first matching alert is enough. */
    default boolean isFirstAlert() {
        return switch (this) {
            case Count it -> it.count() <= 1;
            case Consecutive it -> it.count() <= 1;
            case Lasting it -> it.duration().isZero();
            case Ratio _ -> false;
        };
    }

    /** What is counted though it matches nothing: the good ones. */
    default Optional<Condition> alsoCounts() {
        return switch (this) {
            case Consecutive consecutive -> Optional.ofNullable(consecutive.unless());
            case Ratio ratio -> Optional.of(ratio.of());
            case Count _, Lasting _ -> Optional.empty();
        };
    }
}
