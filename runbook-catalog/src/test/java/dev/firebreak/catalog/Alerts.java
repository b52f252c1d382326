package dev.firebreak.catalog;

import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts as ingest makes them of what the tools send. */
public final class Alerts {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Alerts() {}

    /** @param labels names and values in turn, beside {@code alertname} and {@code severity} */
    public static Alert prometheus(String name, Severity severity, String... labels) {
        Map<String, String> all = new HashMap<>(Map.of("alertname", name, "severity", severity.word()));
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return alert(
                "prometheus", "alertmanager", name, severity, all.getOrDefault("service", "unknown"), null, null, all);
    }

    /** @param type {@code event_alert}, {@code metric_alert} or {@code issue} */
    public static Alert sentry(String type, String name, Severity severity, String project) {
        return alert("sentry", type, name, severity, project, project, "production", Map.of("project_id", "4242"));
    }

    public static Alert monitor(String system, String service, String name) {
        return alert(
                "monitor",
                "monitor.http",
                name,
                Severity.CRITICAL,
                service,
                null,
                null,
                Map.of("system", system, "service", service, "monitor", "health"));
    }

    /** Without a project's name the id stands for it. */
    public static Alert failedDeployment(String project) {
        return alert(
                "vercel",
                "deployment.error",
                "DeploymentError",
                Severity.ERROR,
                project,
                project,
                "production",
                Map.of("project_id", project));
    }

    private static Alert alert(
            String source,
            String type,
            String name,
            Severity severity,
            String service,
            @Nullable String project,
            @Nullable String environment,
            Map<String, String> labels) {
        return new Alert(
                AlertId.parse("01963c5e-0000-7000-8000-000000000001"),
                source + ":1",
                source,
                type,
                AlertStatus.FIRING,
                name,
                severity,
                "fingerprint",
                service,
                project,
                environment,
                null,
                name,
                null,
                labels,
                Map.of(),
                List.of(),
                NOON,
                null,
                NOON);
    }
}
