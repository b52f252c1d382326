package dev.firebreak.catalog.system;

import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads monitors. */
final class MonitorReader {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final Map<String, ServiceDefinition> services;
    private final ProbeReader probes;

    MonitorReader(
            List<ServiceDefinition> services, Map<String, Threshold> thresholds, @Nullable PrometheusServer server) {
        this.services = services.stream()
                .collect(Collectors.toMap(ServiceDefinition::name, service -> service, (first, _) -> first));
        this.probes = new ProbeReader(thresholds, server);
    }

    List<Monitor> all(Section spec) {
        List<Monitor> monitors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Value value : spec.list("monitors")) {
            Monitor monitor = monitor(value);
            if (!names.add(monitor.name())) {
                value.problems()
                        .add(value.at(), "the monitor '" + monitor.name() + "' a second time", "each name once");
            }
            monitors.add(monitor);
        }
        return monitors;
    }

    private Monitor monitor(Value value) {
        try (Section monitor = value.section("a monitor")) {
            String name =
                    monitor.require("name").map(it -> it.name("web-health")).orElse("");
            String service = monitor.require("service")
                    .map(it -> it.oneOf("service", services.keySet()))
                    .orElse("");
            Probe probe = probes.read(name, monitor, services.get(service));
            boolean looksOnce = probe instanceof Probe.Tls || probe instanceof Probe.Heartbeat;
            return new Monitor(
                    name,
                    service,
                    probe,
                    within(monitor, "every", Duration.ofSeconds(30), Duration.ofDays(7)),
                    within(monitor, "timeout", Duration.ofSeconds(5), LONGEST_LOOK),
                    new Monitor.Patience(
                            monitor.integer("failAfter", 1, 1, 1_000),
                            monitor.integer("recoverAfter", looksOnce ? 1 : 2, 1, 1_000),
                            monitor.duration("for", Duration.ZERO)),
                    raise(name, probe, monitor));
        }
    }

    private static Duration within(Section monitor, String key, Duration otherwise, Duration most) {
        Duration written = monitor.duration(key, otherwise);
        if (written.compareTo(SHORTEST) < 0 || written.compareTo(most) > 0) {
            monitor.find(key)
                    .ifPresent(value -> value.problems()
                            .add(value.at(), "'" + value.anyScalar() + "'", "from 1s to " + Durations.format(most)));
            return otherwise;
        }
        return written;
    }

    /** What is measured against bounds may raise by its indicator's name; the rest has to say what it raises. */
    private static Monitor.Raise raise(String name, Probe probe, Section monitor) {
        String indicator = switch (probe) {
            case Probe.Prometheus query -> query.bounds().name();
            case Probe.Sql query -> query.bounds().name();
            case Probe.Tls _, Probe.Http _, Probe.Tcp _, Probe.Dns _, Probe.Heartbeat _ -> "";
        };
        boolean hasTwoLevels = !indicator.isEmpty() || probe instanceof Probe.Tls;
        if (!indicator.isEmpty() && !monitor.has("raise")) {
            return new Monitor.Raise(indicator, Severity.CRITICAL);
        }
        return monitor.require("raise")
                .map(value -> {
                    try (Section raise = value.section("what it raises")) {
                        var severity = hasTwoLevels ? raise.find("severity") : raise.require("severity");
                        return new Monitor.Raise(
                                raise.requireText("name"),
                                severity.map(it -> it.word("severity", Severity.class))
                                        .orElse(Severity.CRITICAL));
                    }
                })
                .orElseGet(() -> new Monitor.Raise(name, Severity.CRITICAL));
    }
}
