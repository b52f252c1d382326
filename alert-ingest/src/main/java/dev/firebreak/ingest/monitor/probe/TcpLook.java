package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.system.Probe;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;

/** Whether a port takes connections. */
final class TcpLook {
    private final Network network;

    TcpLook(Network network) {
        this.network = network;
    }

    Mono<Observation> look(Probe.Tcp probe, Duration timeout) {
        String place = probe.host() + ":" + probe.port();
        return network.tcp(probe.host(), probe.port())
                .connect()
                .timeout(timeout)
                .doOnNext(DisposableChannel::dispose)
                .map(_ -> Observation.good(place + " takes connections"))
                .onErrorResume(Exception.class, e -> Mono.just(Observation.bad(Failures.say(e, place, timeout))));
    }
}
