package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import java.time.Duration;
import java.util.List;

/** Reads a runbook's {@code threshold}: one of four kinds, told by its key. */
final class AlertThresholdReader {
    private static final List<String> KINDS = List.of("count", "consecutive", "for", "ratio");
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST = 100_000;

    private final ExpressionReader expressions;

    AlertThresholdReader(ExpressionReader expressions) {
        this.expressions = expressions;
    }

    AlertThreshold read(Value value) {
        try (Section threshold = value.section("a threshold")) {
            List<String> kinds = KINDS.stream().filter(threshold::has).toList();
            if (kinds.size() > 1) {
                value.problems().add(value.at(), String.join(" and ", kinds), "one of " + String.join(", ", KINDS));
            }
            return switch (kinds.isEmpty() ? "count" : kinds.getFirst()) {
                case "consecutive" -> consecutive(threshold);
                case "for" -> new AlertThreshold.Lasting(bounded(threshold, "for", Duration.ZERO));
                case "ratio" -> ratio(threshold);
                default ->
                    new AlertThreshold.Count(
                            threshold.integer("count", 1, 1, MOST),
                            bounded(threshold, "within", Duration.ofMinutes(5)));
            };
        }
    }

    private AlertThreshold consecutive(Section threshold) {
        return new AlertThreshold.Consecutive(
                threshold.integer("consecutive", 1, 1, MOST),
                bounded(threshold, "within", LONGEST),
                threshold
                        .find("unless")
                        .map(it -> expressions.condition(it, Site.ALERT))
                        .orElse(null));
    }

    private AlertThreshold ratio(Section threshold) {
        return new AlertThreshold.Ratio(
                threshold.require("ratio").map(AlertThresholdReader::share).orElse(0.0),
                threshold
                        .require("of")
                        .map(it -> expressions.condition(it, Site.ALERT))
                        .orElseGet(() -> Condition.parse("false", Site.ALERT)),
                bounded(threshold, "within", Duration.ofMinutes(5)),
                threshold.integer("least", 1, 1, MOST));
    }

    private static double share(Value value) {
        double share = value.number();
        if (share < 0 || share >= 1) {
            value.problems().add(value.at(), "the ratio " + share, "a share from 0 to below 1, such as 0.05 for 5 %");
        }
        return share;
    }

    /** Counts are kept for a day and a bit: longer windows would not be exact. */
    private static Duration bounded(Section threshold, String key, Duration otherwise) {
        Duration duration = threshold.duration(key, otherwise);
        if (duration.compareTo(LONGEST) > 0 || (threshold.has(key) && duration.isZero())) {
            Value value = threshold.find(key).orElseThrow();
            value.problems().add(value.at(), "'" + key + ": " + value.anyScalar() + "'", "a time up to 24h");
        }
        return duration;
    }
}
