package dev.firebreak.incident.deadline;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * A sign of life for somebody outside, such as a dead man's switch. Goes to the one address that the operator has set,
 * follows no redirect and reads no answer.
 */
@Component
class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final @Nullable URI address;
    private final MeterRegistry metrics;
    private final HttpClient client =
            HttpClient.create().followRedirect(false).responseTimeout(TIMEOUT).keepAlive(false);
    private final AtomicBoolean isFailing = new AtomicBoolean(); // told when it begins and when it ends

    Heartbeat(AuditSettings settings, MeterRegistry metrics) {
        @Nullable String written = settings.heartbeatOut();
        this.address = written == null || written.isBlank() ? null : URI.create(written.strip());
        this.metrics = metrics;
    }

    /** Never an error: who awaits it notices that it did not come. */
    Mono<Void> beat() {
        if (address == null) {
            return Mono.empty();
        }
        return client.get()
                .uri(address)
                .response()
                .map(answer -> answer.status().code() / 100 == 2
                        ? ""
                        : "status " + answer.status().code())
                .timeout(TIMEOUT)
                .onErrorResume(problem -> Mono.just(problem.getClass().getSimpleName()))
                .doOnNext(this::note)
                .then();
    }

    private void note(String problem) {
        metrics.counter("firebreak.heartbeats.sent", "outcome", problem.isEmpty() ? "taken" : "failed")
                .increment();
        if (!problem.isEmpty() && !isFailing.getAndSet(true)) {
            LOG.atWarn().addKeyValue("problem", problem).log("the heartbeat to the outside is not taken");
        } else if (problem.isEmpty() && isFailing.getAndSet(false)) {
            LOG.info("the heartbeat to the outside is taken again");
        }
    }
}
