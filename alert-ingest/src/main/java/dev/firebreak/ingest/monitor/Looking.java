package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.ingest.monitor.MonitorRules.Ruling;
import dev.firebreak.ingest.monitor.probe.Observation;
import dev.firebreak.ingest.monitor.probe.Probes;
import dev.firebreak.ingest.publish.SignalPublisher;
import dev.firebreak.model.alert.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * One look at one monitor. State and alerts are written together before the alerts leave, and no further look is taken
 * until Kafka has them: a crash in between sends the very same alerts again, never another story.
 */
@Component
class Looking {
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

    private final CatalogHolder catalog;
    private final MonitorStore store;
    private final Probes probes;
    private final SignalPublisher publisher;
    private final MonitorLog log;
    private final MonitorRules rules;

    Looking(
            CatalogHolder catalog,
            MonitorStore store,
            Probes probes,
            SignalPublisher publisher,
            MonitorLog log,
            MonitorSettings settings) {
        this.catalog = catalog;
        this.store = store;
        this.probes = probes;
        this.publisher = publisher;
        this.log = log;
        this.rules = new MonitorRules(settings.repeatEvery(), settings.blindAfter());
    }

    Mono<Void> look(Held held) {
        Monitor monitor = Watched.find(catalog.get(), held.key()).orElse(null);
        if (monitor == null) { // left the catalogue just now; who knows it may have it
            return store.giveBack(held, PAUSE_AFTER_TROUBLE).then();
        }
        return publish(held.pending())
                .then(Mono.defer(() -> observe(monitor, held)))
                .flatMap(observation -> conclude(held, monitor, observation))
                .onErrorResume(problem -> giveBack(held, problem))
                .then();
    }

    /** Ends what a monitor raised that the catalogue has no more. */
    Mono<Void> retire(Held held) {
        Ruling ruling = rules.retired(held.state(), held.now());
        List<Signal> alerts = alerts(held, null, ruling);
        return publish(held.pending())
                .then(Mono.defer(() -> alerts.isEmpty() ? Mono.just(held) : store.decide(held, ruling.after(), alerts)))
                .flatMap(decided -> publish(alerts).then(Mono.defer(() -> store.forget(decided))))
                .doOnNext(forgotten -> log.retired(forgotten.key()))
                .onErrorResume(problem -> giveBack(held, problem))
                .then();
    }

    private Mono<Observation> observe(Monitor monitor, Held held) {
        return monitor.probe() instanceof Probe.Heartbeat(Duration within)
                ? Mono.just(heartbeat(within, held.waitingSince(), held.now()))
                : probes.look(monitor.probe(), monitor.timeout());
    }

    static Observation heartbeat(Duration within, Instant waitingSince, Instant now) {
        Duration silence = Duration.between(waitingSince, now);
        return silence.compareTo(within) > 0
                ? Observation.bad("nobody has called since " + waitingSince.truncatedTo(ChronoUnit.SECONDS)
                        + ", longer than " + Durations.format(within))
                : Observation.good("the last call was " + Durations.format(silence) + " ago");
    }

    private Mono<Held> conclude(Held held, Monitor monitor, Observation observation) {
        Ruling ruling = rules.after(held.state(), monitor, observation, held.now());
        log.looked(held, monitor, observation, ruling);
        if (ruling.notices().isEmpty()) {
            return store.finish(held, ruling.after(), monitor.every());
        }
        List<Signal> alerts = alerts(held, monitor, ruling);
        return store.decide(held, ruling.after(), alerts)
                .flatMap(decided -> publish(alerts).then(Mono.defer(() -> store.told(decided, monitor.every()))));
    }

    private static List<Signal> alerts(Held held, @Nullable Monitor monitor, Ruling ruling) {
        return ruling.notices().stream()
                .map(notice -> MonitorAlerts.of(
                        held.key(), monitor, notice, ruling.after().value(), held.now()))
                .toList();
    }

    private Mono<Void> publish(List<Signal> alerts) {
        return alerts.isEmpty() ? Mono.empty() : Mono.fromFuture(() -> publisher.publish(alerts), true);
    }

    private Mono<Held> giveBack(Held held, Throwable problem) {
        log.failed(held.key(), problem);
        return store.giveBack(held, PAUSE_AFTER_TROUBLE);
    }
}
