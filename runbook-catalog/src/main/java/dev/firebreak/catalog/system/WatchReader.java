package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.yaml.Schedules;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import java.time.Duration;
import java.util.List;

/** Reads maintenance windows, inhibition rules and the bound of storms. */
final class WatchReader {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final List<String> services;
    private final ExpressionReader expressions;

    WatchReader(List<ServiceDefinition> services, ExpressionReader expressions) {
        this.services = services.stream().map(ServiceDefinition::name).toList();
        this.expressions = expressions;
    }

    MaintenanceWindow maintenance(Value value) {
        try (Section window = value.section("a maintenance window")) {
            return new MaintenanceWindow(
                    window.requireText("title"),
                    Schedules.cron(window),
                    Schedules.timezone(window),
                    window.require("lasts").map(it -> upToAWeek("lasts", it)).orElse(Duration.ZERO),
                    window.list("services").stream()
                            .map(it -> it.oneOf("service", services))
                            .toList(),
                    window.find("automation")
                            .map(it -> it.word("word", MaintenanceWindow.Automation.class))
                            .orElse(MaintenanceWindow.Automation.FROZEN),
                    window.find("alerts")
                            .map(it -> it.word("word", MaintenanceWindow.Alerts.class))
                            .orElse(MaintenanceWindow.Alerts.HELD));
        }
    }

    private static Duration upToAWeek(String key, Value value) {
        Duration lasts = value.duration();
        if (lasts.isZero() || lasts.compareTo(LONGEST) > 0) {
            value.problems().add(value.at(), "'" + key + ": " + value.anyScalar() + "'", "a time from 1m to 7d");
        }
        return lasts;
    }

    Inhibition inhibition(Value value) {
        try (Section rule = value.section("an inhibition")) {
            return new Inhibition(condition(rule, "when"), condition(rule, "mutes"));
        }
    }

    static StormBound storm(Value value) {
        try (Section bound = value.section("a storm's bound")) {
            Duration within =
                    bound.find("within").map(it -> upToAWeek("within", it)).orElse(A_MINUTE);
            return new StormBound(
                    bound.require("incidents")
                            .map(it -> (int) it.integer(0, 100_000))
                            .orElse(0),
                    within.isZero() ? A_MINUTE : within);
        }
    }

    private Condition condition(Section rule, String key) {
        return rule.require(key)
                .map(it -> expressions.condition(it, Site.INHIBITION))
                .orElseGet(() -> Condition.parse("false", Site.INHIBITION));
    }
}
