package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.yaml.Schedules;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads maintenance windows, quiet hours, inhibition rules and the bound of storms. */
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

    QuietHours quiet(Value value, Map<String, Receiver> receivers, List<SeverityLevel> levels) {
        List<String> people = receivers.values().stream()
                .filter(WatchReader::canWait)
                .map(Receiver::name)
                .toList();
        List<String> mild = levels.stream()
                .filter(level -> !level.page() && level.severity() != Severity.CRITICAL)
                .map(SeverityLevel::name)
                .toList();
        try (Section hours = value.section("quiet hours")) {
            return new QuietHours(
                    Schedules.cron(hours),
                    Schedules.timezone(hours),
                    hours.require("lasts").map(it -> upToAWeek("lasts", it)).orElse(Duration.ZERO),
                    chosen(hours, "receivers", "people's receiver", people),
                    hours.list("services").stream()
                            .map(it -> it.oneOf("service", services))
                            .toList(),
                    chosen(hours, "levels", "non-paging level", mild));
        }
    }

    /** All of them when none is written. */
    private static List<String> chosen(Section section, String key, String what, List<String> all) {
        return section.has(key)
                ? section.list(key).stream().map(it -> it.oneOf(what, all)).toList()
                : all;
    }

    /** Whatever calls somebody, is a program or speaks to customers has no night. */
    private static boolean canWait(Receiver receiver) {
        return switch (receiver) {
            case Receiver.Slack _, Receiver.Mail _, Receiver.Teams _, Receiver.Discord _ -> true;
            case Receiver.PagerDuty _, Receiver.Statuspage _, Receiver.Webhook _ -> false;
        };
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
