package dev.firebreak.benchmarks;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A month of a million alerts through 200 runbooks of ten systems. */
final class BacktestBenchmark {
    private static final int SYSTEMS = 10;
    private static final int RUNBOOKS = 200;
    private static final int ALERTS = 1_000_000;
    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    private static final Duration APART = Duration.ofDays(30).dividedBy(ALERTS);
    private static final List<String> MEMORY = List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private BacktestBenchmark() {}

    static Report measure(Path work, String command) throws IOException, InterruptedException {
        Path catalog = Files.createDirectories(work.resolve("catalog"));
        for (int i = 0; i < SYSTEMS; i++) {
            Files.writeString(catalog.resolve("system-" + i + ".yaml"), system(i));
        }
        for (int i = 0; i < RUNBOOKS; i++) {
            Files.writeString(catalog.resolve("runbook-%05d.yaml".formatted(i)), runbook(i));
        }
        Path recording = record(work.resolve("alerts.ndjson"));
        Path found = work.resolve("found");
        Process run = new ProcessBuilder(Child.java(
                        BacktestRun.class, MEMORY, List.of(catalog.toString(), recording.toString(), found.toString())))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("run.txt").toFile())
                .start();
        if (!run.waitFor(15, TimeUnit.MINUTES) || run.exitValue() != 0) {
            run.destroyForcibly();
            throw new IllegalStateException("it failed:\n" + Files.readString(work.resolve("run.txt")));
        }
        Properties figures = new Properties();
        try (var in = Files.newBufferedReader(found)) {
            figures.load(in);
        }
        double seconds = Long.parseLong(figures.getProperty("millis")) / 1000.0;
        return Report.of(command, "")
                .row("alerts, runbooks", figures.getProperty("signals") + ", " + RUNBOOKS)
                .row("incidents", figures.getProperty("incidents"))
                .row("from the start of loading to the comparison", String.format(Locale.ROOT, "%.1f s", seconds))
                .row("most memory (RSS)", figures.getProperty("megabytes") + " MB");
    }

    /** Each thing fires for a while and ends; so most alerts join incidents, as storms and repeats do. */
    private static Path record(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ALERTS; i++) {
                out.write(Wire.JSON.writeValueAsString(signal(i)));
                out.write('\n');
            }
        }
        return file;
    }

    private static Signal signal(int number) {
        int thing = (int) ((number * 2_654_435_761L) >>> 8) & 0xfff;
        int runbook = thing % RUNBOOKS;
        String system = "system-" + runbook % SYSTEMS;
        Instant at = START.plus(APART.multipliedBy(number));
        boolean ends = number % 4 == 3;
        Instant began = at.minus(ends ? Duration.ofMinutes(10) : Duration.ZERO);
        return new Signal.AlertReceived(
                new EventId(new UUID(0x7000, number)),
                new Alert(
                        new AlertId(new UUID(0x7000, number)),
                        "delivery-" + number,
                        "prometheus",
                        "alert",
                        ends ? AlertStatus.RESOLVED : AlertStatus.FIRING,
                        "Alert" + runbook,
                        Severity.CRITICAL,
                        "thing-" + thing,
                        "web",
                        null,
                        "production",
                        null,
                        "Alert " + runbook,
                        "Something of the thing " + thing + " is not as it should be",
                        Map.of("system", system, "service", "web", "instance", "thing-" + thing),
                        Map.of(),
                        List.of(),
                        began,
                        ends ? at : null,
                        at));
    }

    private static String system(int number) {
        return """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: system-%1$d}
                spec:
                  title: System %1$d
                  severityLevels: {P1: {title: High, severity: critical, respondWithin: 0m, acknowledgeWithin: 5m}}
                  services:
                    database: {owner: team, identify: alert.labels.system == 'system-%1$d' && alert.service == 'database'}
                    web: {owner: team, identify: alert.labels.system == 'system-%1$d'}
                  receivers:
                    incidents: {slack: {channel: "#incidents"}}
                    on-call: {pagerduty: {routingKey: {secret: pagerduty-routing-key}}}
                  escalation:
                    - {after: 0m, notify: [incidents, on-call]}
                    - {after: 15m, notify: [on-call], unless: acknowledged}
                """.formatted(number);
    }

    private static String runbook(int number) {
        return """
                apiVersion: firebreak.dev/v1
                kind: Runbook
                metadata: {system: system-%2$d, name: runbook-%1$d}
                spec:
                  title: Runbook %1$d
                  when:
                    - alert.name in ['Alert%1$d', 'OtherAlert%1$d'] && alert.severity == 'critical'
                  threshold: {count: 3, within: 10m}
                  level: P1
                  steps: [{id: look, manual: Look}]
                """.formatted(number, number % SYSTEMS);
    }
}
