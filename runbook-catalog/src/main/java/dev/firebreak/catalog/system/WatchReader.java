package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.expression.Template;
import dev.firebreak.catalog.yaml.Schedules;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads monitors, maintenance windows and inhibition rules. */
final class WatchReader {
    private static final Monitor.Probe NOTHING = new Monitor.HeartbeatProbe(Duration.ZERO);

    private final List<String> services;
    private final Map<String, Threshold> thresholds;
    private final ExpressionReader expressions;

    WatchReader(List<ServiceDefinition> services, Map<String, Threshold> thresholds, ExpressionReader expressions) {
        this.services = services.stream().map(ServiceDefinition::name).toList();
        this.thresholds = thresholds;
        this.expressions = expressions;
    }

    Monitor monitor(Value value) {
        try (Section monitor = value.section("a monitor")) {
            Monitor.Probe probe = probe(monitor);
            boolean raisesByItself = probe instanceof Monitor.ThresholdProbe;
            return new Monitor(
                    monitor.requireText("name"),
                    monitor.require("service")
                            .map(it -> it.oneOf("service", services))
                            .orElse(""),
                    probe,
                    monitor.duration("every", Duration.ofSeconds(30)),
                    monitor.integer("failAfter", 1, 1, 1_000),
                    raisesByItself && !monitor.has("raise") ? null : raise(monitor));
        }
    }

    private Monitor.Probe probe(Section monitor) {
        List<Monitor.Probe> probes = new ArrayList<>();
        monitor.find("http").ifPresent(value -> {
            try (Section http = value.section("an HTTP probe")) {
                probes.add(new Monitor.HttpProbe(
                        http.require("url")
                                .map(it -> expressions.template(it, Site.ALERT))
                                .orElse(Template.fixed("")),
                        http.integer("status", 200, 100, 599)));
            }
        });
        monitor.find("threshold").ifPresent(value -> {
            Threshold threshold = thresholds.get(value.oneOf("threshold", thresholds.keySet()));
            probes.add(threshold == null ? NOTHING : new Monitor.ThresholdProbe(threshold));
        });
        monitor.find("heartbeat").ifPresent(value -> {
            try (Section heartbeat = value.section("a heartbeat")) {
                probes.add(new Monitor.HeartbeatProbe(
                        heartbeat.require("within").map(Value::duration).orElse(Duration.ZERO)));
            }
        });
        if (probes.size() != 1) {
            monitor.problems().add(monitor.at(), probes.size() + " probes", "one of http, threshold, heartbeat");
        }
        return probes.isEmpty() ? NOTHING : probes.getFirst();
    }

    private static Monitor.@Nullable Raise raise(Section monitor) {
        return monitor.require("raise")
                .map(value -> {
                    try (Section raise = value.section("what it raises")) {
                        return new Monitor.Raise(
                                raise.requireText("name"),
                                raise.require("severity")
                                        .map(it -> it.word("severity", Severity.class))
                                        .orElse(Severity.CRITICAL));
                    }
                })
                .orElse(null);
    }

    MaintenanceWindow maintenance(Value value) {
        try (Section window = value.section("a maintenance window")) {
            return new MaintenanceWindow(
                    window.requireText("title"),
                    Schedules.cron(window),
                    Schedules.timezone(window),
                    window.require("lasts").map(Value::duration).orElse(Duration.ZERO),
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

    Inhibition inhibition(Value value) {
        try (Section rule = value.section("an inhibition")) {
            return new Inhibition(condition(rule, "when"), condition(rule, "mutes"));
        }
    }

    private Condition condition(Section rule, String key) {
        return rule.require(key)
                .map(it -> expressions.condition(it, Site.INHIBITION))
                .orElseGet(() -> Condition.parse("false", Site.INHIBITION));
    }
}
