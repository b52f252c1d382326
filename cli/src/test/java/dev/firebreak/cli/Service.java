package dev.firebreak.cli;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something that answers as told and remembers what it was asked. */
final class Service implements AutoCloseable {
    /** @param headers by their names in small letters */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(String line, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @param missing bytes that are promised and never come */
    private record Answer(int status, String body, Map<String, String> headers, int missing) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    Service() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            requests.add(new Request(line, headers, exchange.getRequestBody().readAllBytes()));
            Answer answer = answers.getOrDefault(
                    line, new Answer(404, "{\"detail\":\"nothing at " + line + "\"}", Map.of(), 0));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length + answer.missing());
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.start();
    }

    Service answers(String line, int status, String body) {
        return answers(line, status, body, Map.of());
    }

    Service answers(String line, int status, String body, Map<String, String> headers) {
        answers.put(line, new Answer(status, body, headers, 0));
        return this;
    }

    Service breaksOff(String line, String body, Map<String, String> headers) {
        answers.put(line, new Answer(200, body, headers, 100));
        return this;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
