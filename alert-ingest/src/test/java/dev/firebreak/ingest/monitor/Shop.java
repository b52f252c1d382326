package dev.firebreak.ingest.monitor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Something to look at, and the catalogue that says so. */
final class Shop implements AutoCloseable {
    private final HttpServer server;
    private volatile int status = 200;
    private final AtomicInteger requests = new AtomicInteger();

    Shop() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    void answers(int newStatus) {
        status = newStatus;
    }

    int requests() {
        return requests.get();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A catalogue whose only monitor looks at this shop each second and minds the third failure in a row. */
    Path healthCheckedIn(Path folder, String system) {
        return catalog(
                folder,
                system,
                "{name: health, service: web, http: {url: \"" + url() + "/health\"}, every: 1s, failAfter: 3,"
                        + " raise: {name: HealthCheckFailed, severity: critical}}");
    }

    /** A system of that name with one service and these monitors. */
    static Path catalog(Path folder, String system, String... monitors) {
        String text = """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: %s}
                spec:
                  title: The shop
                  severityLevels:
                    P0: {title: Critical, severity: critical, respondWithin: 0m}
                  services:
                    web: {identify: "false"}
                  monitors:
                """.formatted(system) + String.join("", lines(monitors));
        try {
            Files.createDirectories(folder.resolve(system));
            Files.writeString(folder.resolve(system).resolve("system.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static String[] lines(String... monitors) {
        String[] lines = new String[monitors.length];
        for (int i = 0; i < monitors.length; i++) {
            lines[i] = "    - " + monitors[i] + "\n";
        }
        return lines;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
