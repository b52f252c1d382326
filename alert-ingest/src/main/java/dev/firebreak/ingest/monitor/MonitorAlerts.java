package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Digest;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts as a monitor raises them: ordinary ones, with what was seen as evidence. */
final class MonitorAlerts {
    private static final String MISSING = "missing";

    private MonitorAlerts() {}

    /**
     * @param key {@code system/monitor}
     * @param monitor null when the catalogue has it no more
     */
    static Signal of(String key, @Nullable Monitor monitor, Notice notice, @Nullable Double value, Instant receivedAt) {
        int slash = key.indexOf('/');
        String system = key.substring(0, slash);
        String name = key.substring(slash + 1);
        Raised raised = notice.raised();
        String source = raised.kind().equals(MISSING) ? Monitor.HEARTBEAT_SOURCE : Monitor.SOURCE;
        return Alerts.received(new Alert(
                AlertId.next(),
                "monitor:" + key + ":" + notice.number(),
                source,
                source + "." + raised.kind(),
                notice.status(),
                raised.name(),
                raised.severity(),
                Digest.of("monitor", system, name, notice.about().name()),
                raised.service(),
                null,
                null,
                null,
                title(name, notice),
                description(notice),
                Map.of(
                        Monitor.SYSTEM_LABEL, system,
                        Monitor.SERVICE_LABEL, raised.service(),
                        Monitor.NAME_LABEL, name),
                evidence(monitor, notice, value),
                List.of(),
                raised.startsAt(),
                notice.status() == AlertStatus.FIRING ? null : notice.at(),
                receivedAt));
    }

    private static String title(String name, Notice notice) {
        if (notice.status() == AlertStatus.RESOLVED) {
            return notice.raised().name() + " is over: " + notice.text();
        }
        return notice.about() == Notice.About.SUBJECT
                ? notice.raised().name() + ": " + notice.text()
                : "The monitor " + name + " cannot look: " + notice.text();
    }

    private static String description(Notice notice) {
        String since = "Since " + notice.raised().startsAt();
        if (notice.about() == Notice.About.BLINDNESS) {
            return since + " nothing is known about what it looks at.";
        }
        return notice.looks() > 1 ? since + ", " + notice.looks() + " looks in a row." : since + ".";
    }

    private static Map<String, String> evidence(@Nullable Monitor monitor, Notice notice, @Nullable Double value) {
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("summary", notice.text());
        evidence.put("lookedAt", notice.at().toString());
        if (notice.looks() > 0) {
            evidence.put("failures", Integer.toString(notice.looks()));
        }
        if (value != null && notice.about() == Notice.About.SUBJECT) {
            evidence.put("value", value.toString());
        }
        if (monitor != null) {
            evidence.put("every", monitor.every().toString());
            String query = query(monitor.probe());
            if (query != null) {
                evidence.put("query", query);
            }
        }
        return evidence;
    }

    private static @Nullable String query(Probe probe) {
        return switch (probe) {
            case Probe.Prometheus it -> it.query();
            case Probe.Sql it -> it.query();
            case Probe.Http _, Probe.Tcp _, Probe.Tls _, Probe.Dns _, Probe.Heartbeat _ -> null;
        };
    }

    static String kind(Probe probe) {
        return switch (probe) {
            case Probe.Http _ -> "http";
            case Probe.Tcp _ -> "tcp";
            case Probe.Tls _ -> "tls";
            case Probe.Dns _ -> "dns";
            case Probe.Prometheus _ -> "prometheus";
            case Probe.Sql _ -> "sql";
            case Probe.Heartbeat _ -> MISSING;
        };
    }
}
