package dev.firebreak.remediation.outgoing;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;

/** Bare connections for checks: only to places that the catalogue writes out and addresses that are allowed; never kept. */
@Component
public class Sockets implements DisposableBean {
    private final AllowList allowList;
    private final @Nullable URI sandbox;
    private final GuardedResolver resolver;
    private final ConnectionProvider connections = ConnectionProvider.newConnection();
    private final LoopResources loops = LoopResources.create("firebreak-sockets", 1, true);

    Sockets(EgressSettings settings, AllowList allowList) {
        this.allowList = allowList;
        this.sandbox = settings.sandbox();
        this.resolver = new GuardedResolver(settings.addresses());
    }

    /** Why nothing may be looked at there; null when it may. */
    public @Nullable String refusal(String host, int port) {
        if (sandbox != null) {
            return "not looked at: a sandbox stands in for the outside, and it only speaks HTTP";
        }
        return isNamed(host, port)
                ? null
                : "the catalogue writes out no check of " + host + ":" + port + ", so nothing is sent there";
    }

    /**
     * A connection that the caller closes. Fails when it cannot be made in time; {@link SocketFailures} says why.
     *
     * @param more what else the client needs, such as TLS
     */
    public Mono<Connection> connect(String host, int port, Duration timeout, UnaryOperator<TcpClient> more) {
        TcpClient client = TcpClient.create(connections)
                .runOn(loops)
                .resolver(resolver)
                .host(host)
                .port(port);
        return more.apply(client).connect().<Connection>map(it -> it).timeout(timeout);
    }

    private boolean isNamed(String host, int port) {
        try {
            return allowList.allows(new URI("tcp", null, host, port, null, null, null));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public void destroy() {
        resolver.close();
        connections.dispose();
        loops.dispose();
    }
}
