package dev.firebreak.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Stands where ingest and notifier would: remembers what it gets. */
final class Neighbour implements AutoCloseable {
    /** @param headers names in lower case */
    record Request(String path, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    private Neighbour(HttpServer server) {
        this.server = server;
    }

    static Neighbour start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var neighbour = new Neighbour(server);
            server.createContext("/", neighbour::take);
            server.start();
            return neighbour;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                        .collect(Collectors.toMap(
                                header -> header.getKey().toLowerCase(Locale.ROOT),
                                header -> header.getValue().getFirst()));
                requests.add(new Request(exchange.getRequestURI().getPath(), headers, body));
            }
            int status = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 202;
            byte[] answer = "{\"accepted\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    void refuseNext(int requests) {
        refusals.set(requests);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    void forget() {
        requests.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
