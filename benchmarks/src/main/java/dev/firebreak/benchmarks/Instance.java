package dev.firebreak.benchmarks;

import dev.firebreak.standalone.StandaloneApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The whole of Firebreak in a JVM of its own, started as {@code ./firebreak up} does, so that what measures it takes none
 * of its memory. Its own brakes are opened, else they would be what is measured.
 */
final class Instance implements AutoCloseable {
    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UseParallelGC", "-Xmx1g", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");
    private static final List<String> SERVICES = List.of("INGEST", "INCIDENT", "REMEDIATION", "NOTIFIER", "SANDBOX");
    private static final Map<String, String> OPEN_BRAKES = Map.of(
            "FIREBREAK_STORM_INCIDENTS", "0", // each alert its own incident
            "FIREBREAK_BUDGET_AT_ONCE", "1000000",
            "FIREBREAK_BUDGET_PER_HOUR", "1000000",
            "FIREBREAK_BUDGET_MAX_SHARE", "1",
            "FIREBREAK_BUDGET_OPEN_INCIDENTS", "0",
            "FIREBREAK_BUDGET_FAILURES_IN_A_ROW", "0",
            "FIREBREAK_SLACK_MESSAGES_PER_SECOND", "10000",
            "FIREBREAK_SLACK_BURST", "10000",
            "FIREBREAK_SANDBOX_ANNOUNCE", "false");

    private final Child process;
    private final Path data;
    private final Map<String, Integer> ports;
    private final Duration startedIn;

    private Instance(Child process, Path data, Map<String, Integer> ports, Duration startedIn) {
        this.process = process;
        this.data = data;
        this.ports = ports;
        this.startedIn = startedIn;
    }

    /** @param work an empty folder for the catalogue, the data and the output */
    static Instance start(Path work, Http http) throws IOException, InterruptedException {
        Path data = work.resolve("data");
        String catalog = Catalog.write(work.resolve("catalog")).toString();
        List<Integer> free = Child.freePorts(SERVICES.size());
        Map<String, Integer> ports = new HashMap<>();
        for (int i = 0; i < SERVICES.size(); i++) {
            ports.put(SERVICES.get(i), free.get(i));
        }
        Map<String, String> settings = new HashMap<>(OPEN_BRAKES);
        ports.forEach((service, port) -> settings.put("FIREBREAK_" + service + "_PORT", Integer.toString(port)));
        long began = System.nanoTime();
        Child process = Child.start(
                Child.java(
                        StandaloneApplication.class,
                        JAVA_OPTIONS,
                        List.of("up", "--data", data.toString(), "--catalog", catalog)),
                settings,
                work.resolve("output.txt"));
        try {
            for (int port : ports.values()) {
                process.awaitReady(http, port);
            }
        } catch (IllegalStateException e) {
            process.close();
            throw e;
        }
        return new Instance(process, data, ports, Duration.ofNanos(System.nanoTime() - began));
    }

    URI uri(String service, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(service) + path);
    }

    /** From the start of the JVM to the moment when every service says that it is ready. */
    Duration startedIn() {
        return startedIn;
    }

    /** A line of the credentials file, the first of a list. */
    String credential(String name) throws IOException {
        Properties lines = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("credentials"))) {
            lines.load(reader);
        }
        String value = lines.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("no " + name + " among the credentials");
        }
        return value.split(",", -1)[0];
    }

    /** The JVM of all services; PostgreSQL's processes are beside it. */
    Child process() {
        return process;
    }

    /** PostgreSQL may have made itself independent of the JVM that started it, so it is found by its data folder. */
    long databaseMegabytes() throws IOException {
        long sum = 0;
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            if (Memory.worksIn(process.pid(), data)) {
                sum += Memory.proportionalMegabytes(process.pid());
            }
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
