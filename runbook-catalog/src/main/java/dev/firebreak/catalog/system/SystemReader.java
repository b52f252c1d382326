package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Names;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.oncall.Rotation;
import dev.firebreak.catalog.oncall.RotationReader;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a system's {@code spec}. */
public final class SystemReader {
    private static final Set<String> INCIDENT_WORDS = Set.of("acknowledged", "mitigated", "resolved");

    private SystemReader() {}

    public static SystemDefinition read(String file, String name, Section spec) {
        List<SeverityLevel> levels = levels(spec);
        List<ServiceDefinition> services = services(spec);
        Map<String, Rotation> rotations = RotationReader.all(spec);
        Map<String, String> calls = new LinkedHashMap<>();
        Map<String, Receiver> receivers =
                receivers(spec, spec.named("onCall", "rotation").keySet(), calls);
        Map<String, Threshold> thresholds = ThresholdReader.all(spec);
        Set<String> targets = services.stream()
                .flatMap(service -> service.targets().keySet().stream())
                .collect(Collectors.toSet());
        var expressions = new ExpressionReader(new Names(thresholds.keySet(), targets, Set.of()));
        var watching = new WatchReader(services, expressions);
        PrometheusServer prometheus = prometheus(spec);
        var monitors = new MonitorReader(services, thresholds, prometheus);
        return new SystemDefinition(
                name,
                spec.requireText("title"),
                file,
                levels,
                services,
                receivers,
                spec.list("escalation").stream()
                        .map(value -> escalation(value, receivers, expressions))
                        .toList(),
                spec.list("raise").stream()
                        .map(value -> raise(value, levels, expressions))
                        .toList(),
                rotations,
                calls,
                thresholds,
                prometheus,
                monitors.all(spec),
                spec.list("maintenance").stream().map(watching::maintenance).toList(),
                spec.list("quiet").stream()
                        .map(value -> watching.quiet(value, receivers, levels))
                        .toList(),
                spec.list("inhibit").stream().map(watching::inhibition).toList(),
                spec.find("storm").map(WatchReader::storm).orElse(null),
                spec.find("automation").map(SystemReader::automation).orElse(AutomationRule.NONE));
    }

    private static AutomationRule automation(Value value) {
        try (Section automation = value.section("bounds on automation")) {
            return new AutomationRule(
                    automation.find("maxShare").map(SystemReader::share).orElse(null),
                    automation
                            .find("openIncidents")
                            .map(it -> (int) it.integer(0, 10_000))
                            .orElse(null),
                    automation
                            .find("failuresInARow")
                            .map(it -> (int) it.integer(0, 100))
                            .orElse(null));
        }
    }

    private static double share(Value value) {
        double share = value.number();
        if (share < 0 || share > 1) {
            value.problems().add(value.at(), "a share of " + share, "a number from 0 to 1, such as 0.4");
        }
        return share;
    }

    private static @Nullable PrometheusServer prometheus(Section spec) {
        return spec.find("prometheus")
                .map(value -> {
                    try (Section server = value.section("a Prometheus server")) {
                        return new PrometheusServer(TargetReader.requireUri(server, "url"), TargetReader.token(server));
                    }
                })
                .orElse(null);
    }

    private static List<SeverityLevel> levels(Section spec) {
        Map<String, Value> written = spec.require("severityLevels")
                .map(it -> it.named("severity level"))
                .orElse(Map.of());
        if (written.isEmpty() && spec.has("severityLevels")) {
            spec.problems().add(spec.at(), "no severity level", "at least one under 'severityLevels'");
        }
        List<SeverityLevel> levels = new ArrayList<>();
        written.forEach((name, value) -> levels.add(level(name, value)));
        return levels;
    }

    private static SeverityLevel level(String name, Value value) {
        try (Section level = value.section("a severity level")) {
            SeverityLevel read = new SeverityLevel(
                            name,
                            level.requireText("title"),
                            level.require("severity")
                                    .map(it -> it.word("severity", Severity.class))
                                    .orElse(Severity.CRITICAL),
                            level.require("respondWithin").map(Value::duration).orElse(Duration.ZERO),
                            level.findDuration("acknowledgeWithin"),
                            level.findDuration("updateEvery"),
                            level.find("page").map(Value::flag).orElse(false))
                    .withOwnChannel(level.find("ownChannel").map(Value::flag).orElse(false));
            @Nullable Duration postmortemWithin = level.findDuration("postmortemWithin");
            return postmortemWithin == null ? read : read.withPostmortemWithin(postmortemWithin);
        }
    }

    private static List<ServiceDefinition> services(Section spec) {
        List<ServiceDefinition> services = new ArrayList<>();
        spec.require("services").map(it -> it.named("service")).orElse(Map.of()).forEach((name, value) -> {
            try (Section service = value.section("a service")) {
                Map<String, Target> targets = new LinkedHashMap<>();
                service.named("targets", "target")
                        .forEach((target, written) -> targets.put(target, TargetReader.read(target, written)));
                services.add(new ServiceDefinition(
                        name,
                        service.findText("owner"),
                        service.require("identify")
                                .map(it -> new ExpressionReader(Names.NONE).condition(it, Site.IDENTIFY))
                                .orElseGet(() -> Condition.parse("false", Site.IDENTIFY)),
                        targets));
            }
        });
        return services;
    }

    private static Map<String, Receiver> receivers(Section spec, Set<String> rotations, Map<String, String> calls) {
        Map<String, Receiver> receivers = new LinkedHashMap<>();
        spec.named("receivers", "receiver").forEach((name, value) -> {
            try (Section receiver = value.section("a receiver")) {
                receiver(name, receiver, rotations, calls).ifPresent(it -> receivers.put(name, it));
            }
        });
        return receivers;
    }

    private static Optional<Receiver> receiver(
            String name, Section receiver, Set<String> rotations, Map<String, String> calls) {
        List<Receiver> found = new ArrayList<>();
        receiver.find("slack").ifPresent(value -> {
            try (Section slack = value.section("a Slack receiver")) {
                String channel = slack.requireText("channel");
                if (slack.has("channel") && !channel.matches("#\\S{1,80}|[CG][A-Z0-9]{8,20}")) {
                    slack.problems()
                            .add(
                                    slack.at(),
                                    "the channel '" + channel + "'",
                                    "a name such as \"#incidents\", or an id");
                }
                slack.find("onCall").ifPresent(it -> calls.put(name, it.oneOf("rotation", rotations)));
                found.add(new Receiver.Slack(name, channel));
            }
        });
        receiver.find("pagerduty").ifPresent(value -> {
            try (Section pagerduty = value.section("a PagerDuty receiver")) {
                found.add(new Receiver.PagerDuty(name, TargetReader.requireSecret(pagerduty, "routingKey")));
            }
        });
        receiver.find("statuspage").ifPresent(value -> {
            try (Section page = value.section("a status page receiver")) {
                found.add(new Receiver.Statuspage(
                        name, TargetReader.requireSecret(page, "page"), TargetReader.requireSecret(page, "token")));
            }
        });
        found.addAll(MessageReceivers.read(name, receiver));
        if (found.size() != 1) {
            receiver.problems()
                    .add(
                            receiver.at(),
                            found.size() + " kinds of receiver",
                            "one of slack, pagerduty, statuspage, webhook, mail, teams, discord");
        }
        return found.stream().findFirst();
    }

    private static EscalationStep escalation(
            Value value, Map<String, Receiver> receivers, ExpressionReader expressions) {
        try (Section step = value.section("an escalation step")) {
            Duration after = step.require("after").map(Value::duration).orElse(Duration.ZERO);
            List<Receiver> notify = step.requireList("notify").stream()
                    .map(it -> receivers.get(it.oneOf("receiver", receivers.keySet())))
                    .filter(Objects::nonNull)
                    .toList();
            return new EscalationStep(
                    after,
                    notify,
                    condition(step, "if", expressions),
                    condition(step, "unless", expressions),
                    step.findText("message"));
        }
    }

    private static RaiseRule raise(Value value, List<SeverityLevel> levels, ExpressionReader expressions) {
        try (Section rule = value.section("a rule that raises the level")) {
            Set<String> names = levels.stream().map(SeverityLevel::name).collect(Collectors.toSet());
            return new RaiseRule(
                    rule.require("to")
                            .map(it -> it.oneOf("severity level", names))
                            .orElse(""),
                    rule.require("when")
                            .map(it -> expressions.condition(it, Site.INCIDENT))
                            .orElseGet(() -> Condition.parse("false", Site.INCIDENT)),
                    rule.findText("reason"));
        }
    }

    /** The words that people use in escalation policies stand for fields of the incident. */
    private static @Nullable Condition condition(Section step, String key, ExpressionReader expressions) {
        return step.find(key)
                .map(value -> {
                    String text = value.text();
                    String source = INCIDENT_WORDS.contains(text) ? "incident." + text : text;
                    return expressions.condition(value, source, Site.INCIDENT);
                })
                .orElse(null);
    }
}
