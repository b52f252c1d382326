package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.model.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Monitors as a catalogue defines them. */
final class Monitors {
    private Monitors() {}

    static Monitor healthCheck(int failAfter, int recoverAfter) {
        return monitor(
                "health",
                new Probe.Http(URI.create("https://shop.example/health"), Set.of(200), null, null, null),
                new Monitor.Patience(failAfter, recoverAfter, Duration.ZERO),
                new Monitor.Raise("HealthCheckFailed", Severity.ERROR));
    }

    static Monitor errorRate(Duration lasting) {
        var bounds = new Threshold("error-rate", "ratio", 0.01, 0.05, null, Threshold.Worse.HIGHER);
        return monitor(
                "error-rate",
                new Probe.Prometheus("errors / requests", bounds, null),
                new Monitor.Patience(1, 1, lasting),
                new Monitor.Raise("HighErrorRate", Severity.CRITICAL));
    }

    static Monitor backup() {
        return monitor(
                "backup",
                new Probe.Heartbeat(Duration.ofHours(26)),
                new Monitor.Patience(1, 1, Duration.ZERO),
                new Monitor.Raise("BackupMissing", Severity.ERROR));
    }

    private static Monitor monitor(String name, Probe probe, Monitor.Patience patience, Monitor.Raise raise) {
        return new Monitor(name, "web", probe, Duration.ofSeconds(30), Duration.ofSeconds(5), patience, raise);
    }
}
