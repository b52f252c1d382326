package dev.firebreak.notifier.watchdog;

import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.message.HttpMessenger;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** A sign to somebody outside that people are being told; silence says the contrary. */
class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final HttpMessenger http;
    private final @Nullable URI address;
    private final long everyNanos;
    private final MeterRegistry metrics;
    private final AtomicLong last;
    private final AtomicBoolean isSilent = new AtomicBoolean(); // told when it begins and when it ends

    Heartbeat(HttpMessenger http, @Nullable URI address, Duration every, MeterRegistry metrics) {
        this.http = http;
        this.address = address;
        this.everyNanos = every.toNanos();
        this.metrics = metrics;
        this.last = new AtomicLong(System.nanoTime() - everyNanos);
    }

    /**
     * Beats when nobody is unheard and it is time. Never an error: who awaits it notices that it did not come.
     *
     * @param unheard calls for help that nobody heard
     */
    Mono<Void> beat(long unheard) {
        if (unheard > 0 && !isSilent.getAndSet(true)) {
            LOG.atError()
                    .addKeyValue("calls", unheard)
                    .log("somebody who must know is not told; no heartbeat until they are");
        } else if (unheard == 0 && isSilent.getAndSet(false)) {
            LOG.info("everybody who must know is told again");
        }
        long now = System.nanoTime();
        if (address == null || unheard > 0 || now - last.get() < everyNanos) {
            return Mono.empty();
        }
        last.set(now);
        return http.send(new HttpMessenger.Call("heartbeat", HttpMethod.GET, address, _ -> {}, null))
                .doOnNext(outcome -> metrics.counter(
                                "firebreak.heartbeats.sent",
                                "outcome",
                                outcome instanceof Outcome.Delivered<String> ? "taken" : "failed")
                        .increment())
                .then();
    }
}
