package dev.firebreak.remediation.check.network;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.outgoing.SocketFailures;
import dev.firebreak.remediation.outgoing.Sockets;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;

/** {@code tcp.open}: does the port take connections? */
@Component
class TcpOpenCheck implements Check {
    private final Sockets sockets;

    TcpOpenCheck(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "tcp.open",
                Parameter.required("host", ParameterKind.TEXT),
                Parameter.required("port", ParameterKind.INTEGER),
                Parameter.withDefault("timeout", ParameterKind.DURATION, "5s"));
    }

    @Override
    public String sees() {
        return "Whether a port takes connections. Nothing is sent. Only a host and a port that the catalogue itself writes"
                + " out are reached, not what an alert says.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        String host = request.arguments().text("host");
        int port = request.arguments().integer("port");
        Duration timeout = request.arguments().duration("timeout");
        String place = host + ":" + port;
        @Nullable String refusal = sockets.refusal(host, port);
        if (refusal != null) {
            return Mono.just(Finding.notOk(refusal));
        }
        return sockets.connect(host, port, timeout, client -> client)
                .doOnNext(DisposableChannel::dispose)
                .map(_ -> Finding.ok(place + " takes connections", Map.of()))
                .onErrorResume(Exception.class, e -> Mono.just(Finding.notOk(SocketFailures.say(e, place, timeout))));
    }
}
