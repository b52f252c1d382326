package dev.firebreak.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is called: notes when each order's call arrives, by the sender's own clock, and says yes to everything. */
final class CallTarget implements AutoCloseable {
    private static final Pattern ORDER = Pattern.compile("/api/orders/([^/]+)/retry");

    private final Map<String, Long> calls = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private final LongAdder repeated = new LongAdder();

    CallTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            long now = System.nanoTime();
            Matcher order = ORDER.matcher(exchange.getRequestURI().getPath());
            if (order.find() && calls.putIfAbsent(order.group(1), now) != null) {
                repeated.increment();
            }
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** By order, as {@link System#nanoTime()} told. */
    Map<String, Long> calls() {
        return calls;
    }

    /** Orders that were called more than once. */
    long repeated() {
        return repeated.sum();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
