package dev.firebreak.benchmarks;

import dev.firebreak.standalone.StandaloneApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The whole of Firebreak in a JVM of its own, started as {@code ./firebreak up} does, so that what measures it takes none
 * of its memory. Its own brakes are opened, else they would be what is measured.
 */
final class Instance implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final List<String> SERVICES = List.of("INGEST", "INCIDENT", "REMEDIATION", "NOTIFIER", "SANDBOX");
    private static final Map<String, String> OPEN_BRAKES = Map.of(
            "FIREBREAK_BUDGET_AT_ONCE", "1000000",
            "FIREBREAK_BUDGET_PER_HOUR", "1000000",
            "FIREBREAK_SLACK_MESSAGES_PER_SECOND", "10000",
            "FIREBREAK_SLACK_BURST", "10000",
            "FIREBREAK_SANDBOX_ANNOUNCE", "false");

    private final Process process;
    private final Path data;
    private final Map<String, Integer> ports;
    private final Duration startedIn;

    private Instance(Process process, Path data, Map<String, Integer> ports, Duration startedIn) {
        this.process = process;
        this.data = data;
        this.ports = ports;
        this.startedIn = startedIn;
    }

    /** @param work an empty folder for the catalogue, the data and the output */
    static Instance start(Path work, Http http) throws IOException, InterruptedException {
        Path data = work.resolve("data");
        Map<String, Integer> ports = freePorts();
        ProcessBuilder builder = new ProcessBuilder(command(data, Catalog.write(work.resolve("catalog"))));
        builder.environment().keySet().removeIf(name -> name.startsWith("FIREBREAK_"));
        builder.environment().putAll(OPEN_BRAKES);
        ports.forEach(
                (service, port) -> builder.environment().put("FIREBREAK_" + service + "_PORT", Integer.toString(port)));
        builder.redirectErrorStream(true)
                .redirectOutput(work.resolve("output.txt").toFile());
        long began = System.nanoTime();
        Process process = builder.start();
        Instance started = new Instance(process, data, ports, Duration.ZERO);
        try {
            started.awaitReady(http, work);
        } catch (IllegalStateException e) {
            started.close();
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

    /** Of the JVM so far: unlike times, it says the same on a machine that is busy with something else. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Of the JVM; PostgreSQL's processes are beside it. */
    long residentMegabytes() throws IOException {
        return Memory.residentMegabytes(process.pid());
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

    private void awaitReady(Http http, Path work) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String service : SERVICES) {
            while (!http.isOk(uri(service, "/actuator/health/readiness"))) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "Firebreak did not start:\n" + Files.readString(work.resolve("output.txt")));
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static List<String> command(Path data, Path catalog) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StandaloneApplication.class.getName()));
        command.addAll(List.of("up", "--data", data.toString(), "--catalog", catalog.toString()));
        return command;
    }

    private static Map<String, Integer> freePorts() throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        for (String service : SERVICES) {
            ServerSocket socket = new ServerSocket(0);
            held.add(socket);
            ports.put(service, socket.getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
