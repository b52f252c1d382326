package dev.firebreak.benchmarks;

import dev.firebreak.incident.IncidentServiceApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** incident-service in a JVM of its own; broker and database in another one. */
final class CoreInstance implements AutoCloseable {
    private static final String PASSWORD = "benchmark-password";
    private static final List<String> JAVA_OPTIONS =
            List.of("-Xmx512m", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");

    private final Child peers;
    private final Child service;
    private final Properties addresses;
    private final int port;

    private CoreInstance(Child peers, Child service, Properties addresses, int port) {
        this.peers = peers;
        this.service = service;
        this.addresses = addresses;
        this.port = port;
    }

    /**
     * @param work for what each run has of its own
     * @param data of the servers; the broker begins anew in it, the database goes on
     */
    static CoreInstance start(Path work, Path data, Http http) throws IOException, InterruptedException {
        delete(data.resolve("kafka"));
        Path file = work.resolve("addresses");
        Child peers = Child.start(
                Child.java(EdgePeers.class, List.of("-Xmx512m"), List.of(data.toString(), file.toString())),
                Map.of(),
                work.resolve("peers.txt"));
        peers.await(() -> Files.exists(file));
        Properties addresses = Edges.addresses(file);
        int port = Child.freePorts(1).getFirst();
        Map<String, String> settings = new HashMap<>();
        addresses.stringPropertyNames().forEach(name -> settings.put(name, addresses.getProperty(name)));
        settings.put("FIREBREAK_INCIDENT_PORT", Integer.toString(port));
        settings.put("FIREBREAK_ADMIN_PASSWORD", PASSWORD);
        settings.put("FIREBREAK_STORM_INCIDENTS", "0"); // each correlation key its own incident
        settings.put("FIREBREAK_OBSERVE_AT_MOST", "0s"); // what is resolved is over, and can be written many times
        settings.put("FIREBREAK_CATALOG", Catalog.write(work.resolve("catalog")).toString());
        Child service = Child.start(
                Child.java(IncidentServiceApplication.class, JAVA_OPTIONS, List.of()),
                settings,
                work.resolve("service.txt"));
        service.awaitReady(http, port);
        return new CoreInstance(peers, service, addresses, port);
    }

    Child service() {
        return service;
    }

    Child peers() {
        return peers;
    }

    Properties addresses() {
        return addresses;
    }

    String bootstrapServers() {
        return addresses.getProperty("FIREBREAK_KAFKA");
    }

    /** Of the administrator, at the console. */
    ConsoleVisit visit() throws IOException, InterruptedException {
        return ConsoleVisit.begin(URI.create("http://127.0.0.1:" + port), "admin", PASSWORD);
    }

    CoreReads reads(Http http) {
        return new CoreReads(
                http,
                URI.create("http://127.0.0.1:" + port + "/api/incidents"),
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
        peers.close();
    }
}
