package dev.firebreak.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, configured with what {@code firebreak up} prints. */
class AlertmanagerIT {
    private static final String LABELS =
            "{\"alertname\":\"CircuitBreakerOpen\",\"system\":\"algorhythmic\",\"service\":\"generation\",\"severity\":\"critical\"}";

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void firesAndResolvesWithThePrintedReceiver() {
        String receivers = FIREBREAK.standalone().snippets().alertmanager();
        try (Peer alertmanager = Peer.alertmanager(folder, receivers)) {
            FIREBREAK.sandbox().post("/shop/algorhythmic.example/breaker/trip", Map.of("upstream", "healthy"));

            post(alertmanager, "[{\"labels\":" + LABELS + "}]");
            String incident = FIREBREAK.awaitIncident("circuit-breaker-open");
            FIREBREAK.awaitStep(incident, "reset", "succeeded");

            // By the wall clock, as Alertmanager judges what is over.
            post(alertmanager, "[{\"labels\":" + LABELS + ",\"endsAt\":\"" + Instant.now() + "\"}]");
            FIREBREAK.awaitState(incident, "resolved");
        }
    }

    private static void post(Peer alertmanager, String alerts) {
        assertThat(alertmanager
                        .http()
                        .send(
                                "POST",
                                "/api/v2/alerts",
                                Map.of("Content-Type", "application/json"),
                                alerts.getBytes(UTF_8))
                        .status())
                .isEqualTo(200);
    }
}
