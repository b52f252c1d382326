package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.ingest.monitor.MonitorRules.Ruling;
import dev.firebreak.ingest.monitor.probe.Observation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts looks, and says in the log what changed. */
@Component
class MonitorLog {
    private static final Logger log = LoggerFactory.getLogger(MonitorLog.class);

    private final MeterRegistry registry;
    private final Map<String, String> lastProblems = new ConcurrentHashMap<>();

    MonitorLog(MeterRegistry registry) {
        this.registry = registry;
    }

    void looked(Held held, Monitor monitor, Observation observation, Ruling ruling) {
        lastProblems.remove(held.key());
        String outcome = switch (observation) {
            case Observation.Seen seen -> seen.isGood() ? "good" : "bad";
            case Observation.Blind _ -> "blind";
            case Observation.NotSetUp _ -> "not_set_up";
        };
        registry.counter("monitor.looks", "kind", MonitorAlerts.kind(monitor.probe()), "outcome", outcome)
                .increment();
        ruling.notices()
                .forEach(notice -> log.atInfo()
                        .addKeyValue("monitor", held.key())
                        .addKeyValue("alert", notice.raised().name())
                        .addKeyValue("status", notice.status().word())
                        .addKeyValue("severity", notice.raised().severity().word())
                        .addKeyValue("seen", notice.text())
                        .log("a monitor raises or ends an alert"));
        boolean isNews = !observation.text().equals(held.state().text());
        if (isNews && observation instanceof Observation.Blind) {
            log.atWarn()
                    .addKeyValue("monitor", held.key())
                    .addKeyValue("reason", observation.text())
                    .log("a monitor cannot look");
        } else if (isNews && observation instanceof Observation.NotSetUp) {
            log.atInfo()
                    .addKeyValue("monitor", held.key())
                    .addKeyValue("reason", observation.text())
                    .log("a monitor is not set up");
        }
    }

    void retired(String key) {
        log.atInfo().addKeyValue("monitor", key).log("a monitor that no catalogue has any more is forgotten");
    }

    void failed(String key, Throwable problem) {
        String reason = problem.getClass().getSimpleName();
        if (!reason.equals(lastProblems.put(key, reason))) {
            log.atWarn()
                    .addKeyValue("monitor", key)
                    .addKeyValue("reason", reason)
                    .log("a look was not finished, tried again");
            log.debug("a look was not finished", problem);
        }
    }
}
