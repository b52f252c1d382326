package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, configured with what {@code firebreak up} prints. */
class AlertmanagerIT {
    private static final Path BINARY = Path.of(Optional.ofNullable(System.getenv("FIREBREAK_TEST_ALERTMANAGER"))
            .orElse("/usr/bin/prometheus-alertmanager"));
    private static final String LABELS =
            "{\"alertname\":\"CircuitBreakerOpen\",\"system\":\"algorhythmic\",\"service\":\"generation\",\"severity\":\"critical\"}";

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void firesAndResolvesWithThePrintedReceiver() throws IOException {
        assumeThat(BINARY)
                .as("Skipped: no Alertmanager at %s; install Debian's package prometheus-alertmanager", BINARY)
                .isExecutable();
        FIREBREAK.sandbox().post("/shop/algorhythmic.example/breaker/trip", Map.of("upstream", "healthy"));
        int port = freePort();
        Process process = start(port);
        try {
            JsonHttp alertmanager = JsonHttp.to(URI.create("http://127.0.0.1:" + port));
            await().atMost(SOON)
                    .failFast(() -> assertThat(process.isAlive()).as(log()).isTrue())
                    .until(() -> isReady(alertmanager));

            post(alertmanager, "[{\"labels\":" + LABELS + "}]");
            String incident = FIREBREAK.awaitIncident("circuit-breaker-open");
            FIREBREAK.awaitStep(incident, "reset", "succeeded");

            // By the wall clock, as Alertmanager judges what is over.
            post(alertmanager, "[{\"labels\":" + LABELS + ",\"endsAt\":\"" + Instant.now() + "\"}]");
            FIREBREAK.awaitState(incident, "resolved");
        } finally {
            process.destroy();
        }
    }

    private Process start(int port) throws IOException {
        Path config = folder.resolve("alertmanager.yml");
        Files.writeString(config, """
                route:
                  receiver: firebreak
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1s
                """ + FIREBREAK.standalone().snippets().alertmanager());
        return new ProcessBuilder(List.of(
                        BINARY.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
    }

    private static boolean isReady(JsonHttp alertmanager) {
        try {
            return alertmanager.send("GET", "/-/ready", Map.of(), new byte[0]).status() == 200;
        } catch (AssertionError e) { // does not listen yet
            return false;
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("alertmanager.log"));
    }

    private static void post(JsonHttp alertmanager, String alerts) {
        assertThat(alertmanager
                        .send(
                                "POST",
                                "/api/v2/alerts",
                                Map.of("Content-Type", "application/json"),
                                alerts.getBytes(UTF_8))
                        .status())
                .isEqualTo(200);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
