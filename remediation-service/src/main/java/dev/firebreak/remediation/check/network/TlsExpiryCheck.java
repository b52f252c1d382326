package dev.firebreak.remediation.check.network;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.outgoing.SocketFailures;
import dev.firebreak.remediation.outgoing.Sockets;
import dev.firebreak.remediation.step.StepRequest;
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
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * {@code tls.expiry}: is the certificate good for long enough? Trusts everyone, because it sends nothing and an expired
 * certificate has to be seen and told as such.
 */
@Component
class TlsExpiryCheck implements Check {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Sockets sockets;
    private final InstantSource clock;
    private final SslContext context = trustingContext();

    TlsExpiryCheck(Sockets sockets, InstantSource clock) {
        this.sockets = sockets;
        this.clock = clock;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "tls.expiry",
                Parameter.required("host", ParameterKind.TEXT),
                Parameter.withDefault("port", ParameterKind.INTEGER, "443"),
                Parameter.withDefault("atLeast", ParameterKind.DURATION, "14d"));
    }

    @Override
    public String sees() {
        return "Whether each certificate of the chain is good for that long. Only a host and a port that the catalogue itself"
                + " writes out are reached, not what an alert says. Output: `days`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        String host = request.arguments().text("host");
        int port = request.arguments().integer("port");
        Duration atLeast = request.arguments().duration("atLeast");
        String place = host + ":" + port;
        @Nullable String refusal = sockets.refusal(host, port);
        if (refusal != null) {
            return Mono.just(Finding.notOk(refusal));
        }
        return sockets.connect(
                        host,
                        port,
                        TIMEOUT,
                        client -> client.secure(tls -> tls.sslContext(context).handshakeTimeout(TIMEOUT)))
                .map(TlsExpiryCheck::endOfChain)
                .map(end -> end.map(it -> judge(place, it, atLeast, clock.instant()))
                        .orElseGet(() -> Finding.notOk(place + " has no certificate")))
                .onErrorResume(Exception.class, e -> Mono.just(Finding.notOk(SocketFailures.say(e, place, TIMEOUT))));
    }

    static Finding judge(String place, Instant end, Duration atLeast, Instant now) {
        Duration left = Duration.between(now, end);
        String certificate = "the certificate of " + place;
        String text = left.isNegative()
                ? certificate + " ended on " + end
                : certificate + " is good for " + left.toDays() + " days";
        return new Finding(left.compareTo(atLeast) >= 0, text, Map.of("days", String.valueOf(left.toDays())));
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

    private static SslContext trustingContext() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
