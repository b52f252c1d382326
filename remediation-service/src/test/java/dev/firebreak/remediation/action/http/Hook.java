package dev.firebreak.remediation.action.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that keeps what is put to it, and answers it back with the caller's token in its words. */
public final class Hook {
    private final Map<String, String> things = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final HttpServer server;

    public Hook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!exchange.getRequestMethod().equals("GET")) {
                things.put(path, exchange.getRequestMethod());
            }
            byte[] answer = ("{\"state\":\"" + things.getOrDefault(path, "none") + "\",\"depth\":3,\"echo\":\"" + token
                            + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.startsWith("/missing") ? 404 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** A number that nobody else gets. */
    int next() {
        return next.incrementAndGet();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String state(String path) {
        return things.getOrDefault(path, "none");
    }
}
