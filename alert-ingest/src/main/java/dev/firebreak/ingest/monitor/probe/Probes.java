package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.system.Probe;
import dev.firebreak.model.Secret;
import dev.firebreak.model.Secrets;
import dev.firebreak.model.egress.AddressRule;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at something, whatever it is. Never an error: what went wrong is an {@link Observation}. */
@Component
public class Probes implements AutoCloseable {
    private static final String IN_THE_SANDBOX =
            "not looked at: a sandbox stands in for the outside, and it only speaks HTTP";

    private final Network network;
    private final HttpLook http;
    private final TcpLook tcp;
    private final TlsLook tls;
    private final DnsLook dns;
    private final PrometheusLook prometheus;
    private final SqlLook sql;
    private final Secrets secrets;
    private final @Nullable URI sandbox;

    Probes(EgressSettings settings, Environment environment, InstantSource clock) {
        this.sandbox = settings.sandbox();
        this.secrets = new Secrets(environment::getProperty);
        this.network =
                Network.of(new Lookup(AddressRule.of(settings.networks(), settings.sandbox(), settings.prometheus())));
        HttpCall call = new HttpCall(network, sandbox);
        this.http = new HttpLook(call);
        this.tcp = new TcpLook(network);
        this.tls = new TlsLook(network, clock);
        this.dns = new DnsLook(network.lookup());
        this.prometheus = new PrometheusLook(call, settings.prometheus());
        this.sql = new SqlLook(network);
    }

    /** @param timeout of all of it */
    public Mono<Observation> look(Probe probe, Duration timeout) {
        return switch (probe) {
            case Probe.Http it -> with(it.tokenSecret(), token -> http.look(it, token, timeout));
            case Probe.Prometheus it ->
                with(
                        it.server() == null ? null : it.server().tokenSecret(),
                        token -> prometheus.look(it, token, timeout));
            case Probe.Sql it -> secret(it.urlSecret(), url -> sql.look(it, url, timeout));
            case Probe.Tcp it -> outside(tcp.look(it, timeout));
            case Probe.Tls it -> outside(tls.look(it, timeout));
            case Probe.Dns it -> outside(dns.look(it, timeout));
            case Probe.Heartbeat _ -> throw new IllegalArgumentException("nobody looks for a heartbeat: it comes");
        };
    }

    private Mono<Observation> outside(Mono<Observation> look) {
        return sandbox == null ? look : Mono.just(new Observation.NotSetUp(IN_THE_SANDBOX));
    }

    private Mono<Observation> with(@Nullable String secret, Function<@Nullable Secret, Mono<Observation>> look) {
        return secret == null ? look.apply(null) : secret(secret, look);
    }

    private Mono<Observation> secret(String name, Function<? super Secret, Mono<Observation>> look) {
        Optional<Secret> found = secrets.find(name);
        return found.map(look)
                .orElseGet(() -> Mono.just(new Observation.NotSetUp("no secret '" + name + "': set "
                        + String.join(" or ", Secrets.settingNames(name)) + " in the environment")));
    }

    @Override
    public void close() {
        network.close();
    }
}
