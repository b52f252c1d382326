package dev.firebreak.benchmarks;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.catalog.Match;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Which runbooks apply to an alert, in catalogues of ten systems and more and more runbooks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class MatchBenchmark {
    private static final int SYSTEMS = 10;
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @Param({"10", "100", "1000", "10000"})
    public int runbooks;

    private @Nullable Path folder;
    private @Nullable Catalog catalog;
    private @Nullable Alert alert;

    @Setup
    public void write() throws IOException {
        Path folder = Files.createTempDirectory("firebreak-match-");
        this.folder = folder;
        for (int system = 0; system < SYSTEMS; system++) {
            Files.writeString(folder.resolve("system-" + system + ".yaml"), system(system));
        }
        for (int runbook = 0; runbook < runbooks; runbook++) {
            Files.writeString(folder.resolve("runbook-%05d.yaml".formatted(runbook)), runbook(runbook));
        }
        Catalog catalog = load(folder);
        this.catalog = catalog;
        Alert alert = alert("system-" + (runbooks - 1) % SYSTEMS, "Alert" + (runbooks - 1));
        this.alert = alert;
        if (catalog.match(alert, NOON).size() != 1) {
            throw new IllegalStateException("the last runbook is the only one that applies");
        }
    }

    @TearDown
    public void delete() throws IOException {
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Benchmark
    public List<Match> match() {
        return Objects.requireNonNull(catalog).match(Objects.requireNonNull(alert), NOON);
    }

    private static Catalog load(Path folder) {
        return switch (CatalogLoader.standard().load(folder)) {
            case CatalogResult.Loaded loaded -> loaded.catalog();
            case CatalogResult.Invalid invalid ->
                throw new IllegalStateException(invalid.problems().toString());
        };
    }

    private static String system(int number) {
        return """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: system-%1$d}
                spec:
                  title: System %1$d
                  severityLevels: {P1: {title: High, severity: critical, respondWithin: 0m}}
                  services:
                    database: {identify: alert.labels.system == 'system-%1$d' && alert.service == 'database'}
                    web: {identify: alert.labels.system == 'system-%1$d'}
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
                    - alert.source == 'sentry' && alert.type == 'metric_alert' && alert.name == 'Errors%1$d'
                  level: P1
                  steps: [{id: look, manual: Look}]
                """.formatted(number, number % SYSTEMS);
    }

    private static Alert alert(String system, String name) {
        return new Alert(
                AlertId.parse("01963c5e-0000-7000-8000-000000000001"),
                "prometheus:1",
                "prometheus",
                "alertmanager",
                AlertStatus.FIRING,
                name,
                Severity.CRITICAL,
                "fingerprint",
                "web",
                null,
                null,
                null,
                name,
                null,
                Map.of("system", system, "service", "web", "alertname", name),
                Map.of(),
                List.of(),
                NOON,
                null,
                NOON);
    }
}
