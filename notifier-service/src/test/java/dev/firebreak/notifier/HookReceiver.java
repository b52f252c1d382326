package dev.firebreak.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Somebody's own HTTP server: keeps what it is sent and answers as it is told to. */
final class HookReceiver implements AutoCloseable {
    /** @param headers by their names in lower case */
    record Got(String path, Map<String, String> headers, String body, long nanos) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** @param retryAfter seconds; 0 says nothing */
    record Fault(int status, int retryAfter) {}

    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, Integer> always = new ConcurrentHashMap<>();

    HookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void fail(String path, Fault... next) {
        faults.computeIfAbsent(path, _ -> new ConcurrentLinkedDeque<>()).addAll(Arrays.asList(next));
    }

    void answerAlways(String path, int status) {
        always.put(path, status);
    }

    /** With status 200. */
    void answerWith(String path, String body) {
        bodies.put(path, body);
    }

    /** All that came there, refused or not. */
    List<Got> at(String path) {
        return got.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(new Got(path, headers, body, System.nanoTime()));
            Deque<Fault> due = faults.get(path);
            Fault fault = due == null ? null : due.poll();
            if (fault != null && fault.retryAfter() > 0) {
                exchange.getResponseHeaders().set("Retry-After", Integer.toString(fault.retryAfter()));
            }
            String known = bodies.get(path);
            if (fault == null && known != null) {
                byte[] bytes = known.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                return;
            }
            exchange.sendResponseHeaders(fault == null ? always.getOrDefault(path, 204) : fault.status(), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
