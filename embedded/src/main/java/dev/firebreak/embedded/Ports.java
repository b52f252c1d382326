package dev.firebreak.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
final class Ports {
    private Ports() {}

    /** The wanted port, after a look that nobody listens on it, or a free one for 0. */
    static int claim(int wanted, String server) {
        try (var socket = new ServerSocket()) {
            // As the servers do: a port whose last connections are still closing is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedException(
                    "%s cannot listen on port %d, something else does: stop it or choose another port"
                            .formatted(server, wanted),
                    e);
        }
    }
}
