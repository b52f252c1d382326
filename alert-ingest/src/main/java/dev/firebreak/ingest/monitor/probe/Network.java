package dev.firebreak.ingest.monitor.probe;

import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;

/** Connections of monitors: apart from the server's threads, new each time (a kept one would not show what is down). */
record Network(Lookup lookup, LookupResolver resolver, ConnectionProvider connections, LoopResources loops)
        implements AutoCloseable {
    private static final int THREADS = 2;

    static Network of(Lookup lookup) {
        return new Network(
                lookup,
                new LookupResolver(lookup),
                ConnectionProvider.newConnection(),
                LoopResources.create("firebreak-monitors", THREADS, true));
    }

    TcpClient tcp(String host, int port) {
        return TcpClient.create(connections)
                .runOn(loops)
                .resolver(resolver)
                .host(host)
                .port(port);
    }

    @Override
    public void close() {
        resolver.close();
        loops.dispose();
    }
}
