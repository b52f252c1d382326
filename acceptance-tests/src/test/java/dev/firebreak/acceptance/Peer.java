package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A real monitoring tool as a process of its own. Tests that need one are skipped where it is not installed. */
final class Peer implements AutoCloseable {
    private static final Path ALERTMANAGER =
            binary("FIREBREAK_TEST_ALERTMANAGER", "/usr/bin/prometheus-alertmanager", "/usr/bin/alertmanager");
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final Path PROMETHEUS = binary("FIREBREAK_TEST_PROMETHEUS", "/usr/bin/prometheus");

    private final Process process;
    private final Path log;
    private final URI address;

    private Peer(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** @param receivers the part of {@code alertmanager.yml} that {@code firebreak up} prints */
    static Peer alertmanager(Path folder, String receivers) {
        int port = freePort();
        Path config = write(folder.resolve("alertmanager.yml"), """
                route:
                  receiver: firebreak
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1s
                """ + receivers);
        return start(
                ALERTMANAGER,
                "prometheus-alertmanager",
                folder,
                port,
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
    }

    /**
     * @param port to be told before it runs: {@link #freePort()}
     * @param rules of alerts; may be without any
     * @param alerting and scraping: the rest of {@code prometheus.yml}
     */
    static Peer prometheus(Path folder, int port, String rules, String alerting) {
        Path ruleFile = write(folder.resolve("rules.yml"), rules);
        Path config = write(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                """.formatted(ruleFile) + alerting);
        return start(
                PROMETHEUS,
                "prometheus",
                folder,
                port,
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--rules.alert.resend-delay=1s",
                "--web.listen-address=127.0.0.1:" + port);
    }

    /** The shops' metrics in the sandbox, one job for each host. */
    static String scrape(URI sandbox, String... hosts) {
        StringBuilder yaml = new StringBuilder("scrape_configs:\n");
        for (String host : hosts) {
            yaml.append("""
                      - job_name: %s
                        metrics_path: /hosts/%s/metrics
                        static_configs: [{targets: ["%s"]}]
                    """.formatted(host, host, sandbox.getAuthority()));
        }
        return yaml.toString();
    }

    URI address() {
        return address;
    }

    JsonHttp http() {
        return JsonHttp.to(address);
    }

    private static Peer start(Path binary, String packageName, Path folder, int port, String... arguments) {
        assumeThat(binary)
                .as("Skipped: nothing at %s; install Debian's package %s", binary, packageName)
                .isExecutable();
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve(packageName + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Peer peer = new Peer(process, log, URI.create("http://127.0.0.1:" + port));
            await(packageName).atMost(SOON).failFast(peer::isRunning).until(peer::isReady);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void isRunning() throws IOException {
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
    }

    private boolean isReady() {
        try {
            return http().send("GET", "/-/ready", Map.of(), new byte[0]).status() == 200;
        } catch (AssertionError e) { // does not listen yet
            return false;
        }
    }

    private static Path binary(String setting, String... usual) {
        String given = System.getenv(setting);
        if (given != null) {
            return Path.of(given);
        }
        Optional<Path> installed = List.of(usual).stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        return installed.orElse(Path.of(usual[0]));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Below the ports of outgoing connections, of which there are many before this one is used, and below those that
     * Firebreak itself chooses.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
            try (ServerSocket _ = new ServerSocket(port)) {
                if (GIVEN.add(port)) {
                    return port;
                }
            } catch (IOException e) { // somebody has it
            }
        }
    }

    /** Returns when it has ended: until then it writes into the folder, which the test deletes next. */
    @Override
    public void close() {
        Part.end(process);
    }
}
