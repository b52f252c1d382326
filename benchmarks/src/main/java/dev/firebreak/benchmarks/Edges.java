package dev.firebreak.benchmarks;

import dev.firebreak.ingest.AlertIngestApplication;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Starts the two that are compared, each as its own process. */
final class Edges {
    static final String TOKEN = "benchmark-token-of-the-sender";
    private static final Path ALERTMANAGER = Path.of("/usr/bin/prometheus-alertmanager");
    // 128 MB is what the service is to do with, and what the JVM takes for a container of that size.
    private static final List<String> MEMORY =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");

    private Edges() {}

    record Edge(String name, Child process, int port) {}

    /** What its broker does before it acknowledges. */
    enum Kafka {
        /** Written to the page cache of all replicas: Kafka's own default. */
        USUAL("USUAL", "alert-ingest"),
        /** On disk: what a broker without a second replica has to do, as in the stand-alone. */
        FLUSHING("FIREBREAK", "alert-ingest, each write flushed");

        private final String addresses;
        private final String edge;

        Kafka(String addresses, String edge) {
            this.addresses = addresses;
            this.edge = edge;
        }
    }

    static Child peers(Path work, Path addresses) throws IOException, InterruptedException {
        Child peers = Child.start(
                Child.java(EdgePeers.class, List.of("-Xmx512m"), List.of(work.toString(), addresses.toString())),
                Map.of(),
                work.resolve("peers.txt"));
        peers.await(() -> Files.exists(addresses));
        return peers;
    }

    /** What peers wrote into that file when they were up. */
    static Properties addresses(Path file) throws IOException {
        Properties addresses = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            addresses.load(reader);
        }
        return addresses;
    }

    static Edge ours(Kafka kafka, Path work, Properties addresses, Http http) throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("FIREBREAK_KAFKA", addresses.getProperty(kafka.addresses + "_KAFKA"));
        settings.put("FIREBREAK_DATABASE_URL", addresses.getProperty(kafka.addresses + "_DATABASE_URL"));
        settings.put("FIREBREAK_DATABASE_USER", addresses.getProperty("FIREBREAK_DATABASE_USER"));
        settings.put("FIREBREAK_DATABASE_PASSWORD", addresses.getProperty("FIREBREAK_DATABASE_PASSWORD"));
        settings.put("FIREBREAK_INGEST_PORT", Integer.toString(port));
        settings.put("FIREBREAK_PROMETHEUS_TOKENS", TOKEN);
        settings.put("FIREBREAK_INGEST_RATE", "1000000"); // our own brake is not what is measured
        settings.put(
                "FIREBREAK_CATALOG",
                Catalog.write(work.resolve("catalog-" + kafka)).toString());
        Child process = Child.start(
                Child.java(AlertIngestApplication.class, MEMORY, List.of()),
                settings,
                work.resolve("ours-" + kafka + ".txt"));
        process.awaitReady(http, port);
        return new Edge(kafka.edge, process, port);
    }

    /** Empty when it is not installed. */
    static Optional<Edge> alertmanager(Path work, Properties addresses) throws IOException, InterruptedException {
        if (!Files.isExecutable(ALERTMANAGER)) {
            return Optional.empty();
        }
        int port = freePort();
        Path configuration = work.resolve("alertmanager.yml");
        Files.writeString(configuration, """
                route:
                  receiver: sink
                  group_by: [service]
                  group_wait: 1s
                  group_interval: 5s
                receivers:
                  - name: sink
                    webhook_configs: [{url: "http://127.0.0.1:%s/"}]
                """.formatted(addresses.getProperty("SINK")));
        Child process = Child.start(
                List.of(
                        ALERTMANAGER.toString(),
                        "--config.file=" + configuration,
                        "--storage.path=" + work.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=",
                        "--log.level=error"),
                Map.of(),
                work.resolve("alertmanager.txt"));
        process.await(() -> isOpen(port));
        return Optional.of(new Edge("Alertmanager", process, port));
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        return Child.freePorts(1).getFirst();
    }
}
