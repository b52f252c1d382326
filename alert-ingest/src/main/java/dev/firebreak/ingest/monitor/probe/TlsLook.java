package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.catalog.yaml.Durations;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * How long a certificate is still good. Trusts everyone, because it sends nothing and an expired certificate has to be seen
 * and told as such.
 */
final class TlsLook {
    private final Network network;
    private final InstantSource clock;
    private final SslContext context;

    TlsLook(Network network, InstantSource clock) {
        this.network = network;
        this.clock = clock;
        try {
            this.context = SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    Mono<Observation> look(Probe.Tls probe, Duration timeout) {
        String place = probe.host() + ":" + probe.port();
        return network.tcp(probe.host(), probe.port())
                .secure(tls -> tls.sslContext(context).handshakeTimeout(timeout))
                .connect()
                .timeout(timeout)
                .map(TlsLook::endOfChain)
                .map(end -> end.map(it -> judge(probe, it, clock.instant()))
                        .orElseGet(() -> Observation.bad(place + " has no certificate")))
                .onErrorResume(Exception.class, e -> Mono.just(Observation.bad(Failures.say(e, place, timeout))));
    }

    static Observation judge(Probe.Tls probe, Instant end, Instant now) {
        Duration left = Duration.between(now, end);
        Breach breach = isLess(left, probe.critical())
                ? Breach.CRITICAL
                : isLess(left, probe.warning()) ? Breach.WARNING : Breach.NONE;
        String certificate = "the certificate of " + probe.host() + ":" + probe.port();
        Duration rough = Duration.ofMinutes(left.abs().toMinutes());
        String text = left.isNegative()
                ? certificate + " ended " + Durations.format(rough) + " ago"
                : certificate + " is good for " + Durations.format(rough);
        return new Observation.Seen(breach, left.toHours() / 24.0, text);
    }

    private static boolean isLess(Duration left, @Nullable Duration bound) {
        return bound != null && left.compareTo(bound) < 0;
    }

    /** The first of the chain to end ends it all. */
    private static Optional<Instant> endOfChain(Connection connection) {
        try {
            SslHandler handler = connection.channel().pipeline().get(SslHandler.class);
            Certificate[] chain = handler.engine().getSession().getPeerCertificates();
            return Arrays.stream(chain)
                    .filter(X509Certificate.class::isInstance)
                    .map(it -> ((X509Certificate) it).getNotAfter().toInstant())
                    .min(Comparator.naturalOrder());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        } finally {
            connection.dispose();
        }
    }
}
