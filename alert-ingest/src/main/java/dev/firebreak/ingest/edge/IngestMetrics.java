package dev.firebreak.ingest.edge;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts each way that a message can go, and says in the log when it starts to go another way. */
@Component
class IngestMetrics {
    private static final Logger log = LoggerFactory.getLogger(IngestMetrics.class);

    private final Map<String, String> lastRefusals = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void accepted(String source, int signals) {
        registry.counter("ingest.accepted", "source", source).increment(signals);
        if (!lastRefusals.isEmpty()) {
            lastRefusals.remove(source);
        }
    }

    /** Stored before, and answered as then. */
    void repeated(String source, int signals) {
        registry.counter("ingest.repeated", "source", source).increment(signals);
    }

    /** A connection that was too slow; whose it was is not known. */
    void timedOut() {
        registry.counter("ingest.timed.out").increment();
    }

    void dropped(String source, String reason) {
        registry.counter("ingest.dropped", "source", source, "reason", reason).increment();
        log.atDebug()
                .addKeyValue("source", source)
                .addKeyValue("reason", reason)
                .log("dropped");
    }

    /** The sender's picture is incomplete, and so is ours. */
    void truncated(String source, long alerts) {
        registry.counter("ingest.truncated", "source", source).increment((double) alerts);
    }

    void refused(String source, Problem problem) {
        registry.counter("ingest.refused", "source", source, "reason", problem.reason())
                .increment();
        if (!problem.reason().equals(lastRefusals.put(source, problem.reason()))) {
            log.atWarn()
                    .addKeyValue("source", source)
                    .addKeyValue("reason", problem.reason())
                    .addKeyValue("detail", problem.detail().getDetail())
                    .log("refused, and more of the same are only counted");
        }
    }
}
