package dev.firebreak.incident;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells what is owed as notifier-service does, a part at a time; nothing else of it is there. */
final class NotifierStandIn implements AutoCloseable {
    private final List<Map<String, Object>> owed = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    NotifierStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/actuator/obligations", this::tell);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void owes(List<Map<String, Object>> obligations) {
        owed.clear();
        owed.addAll(obligations);
    }

    private void tell(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int skip = Integer.parseInt(query.replaceAll(".*skip=(\\d+).*", "$1"));
        int limit = Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1"));
        byte[] body = Wire.JSON
                .writeValueAsString(Map.of(
                        "items", owed.stream().skip(skip).limit(limit).toList(), "more", owed.size() > skip + limit))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.spring-boot.actuator.v3+json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
