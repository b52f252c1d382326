package dev.firebreak.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Ports of the loopback interface. */
final class Ports {
    private Ports() {}

    /** Returns when nobody listens on the port any more: a stopped process may still be on its way out. */
    static void awaitFree(int port, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (isListening(port) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static boolean isListening(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

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
