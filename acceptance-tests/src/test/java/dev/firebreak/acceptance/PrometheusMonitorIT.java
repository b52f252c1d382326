package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.standalone.ServiceName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Firebreak asks a real Prometheus by itself: no rule there, no Alertmanager. */
class PrometheusMonitorIT {
    private static final int PORT = Peer.freePort();

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak()
            .with("FIREBREAK_MONITORS", "true")
            .with("FIREBREAK_PROMETHEUS_URL", "http://127.0.0.1:" + PORT)
            .changing("voiceaitraining/system.yaml", "every: 30s", "every: 1s")
            // Only the error rate is to see it.
            .changing("voiceaitraining/system.yaml", "${target.health.url}", "https://another.example/api/health");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void moreThanOneErrorInTwentyBeginsARollback() {
        URI sandbox = FIREBREAK.standalone().uri(ServiceName.SANDBOX);
        String host = "app.voiceaitraining.com";
        try (Peer prometheus = Peer.prometheus(folder, PORT, "groups: []\n", Peer.scrape(sandbox, host))) {
            FIREBREAK.sandbox().post("/shop/" + host + "/traffic", Map.of("requests", 20));
            await().atMost(SOON).until(() -> value(prometheus, "sum(http_requests_total)") >= 20);
            FIREBREAK.sandbox().post("/shop/" + host + "/deploy", Map.of("bad", true));
            FIREBREAK.sandbox().post("/shop/" + host + "/traffic", Map.of("requests", 20));

            String incident = FIREBREAK.awaitIncident("service-outage");
            JsonNode alert = RunningFirebreak.items(FIREBREAK.incident(incident).path("alerts"))
                    .findFirst()
                    .orElseThrow();
            assertThat(alert.path("source").asString()).isEqualTo("monitor");
            assertThat(alert.path("name").asString()).isEqualTo("HighErrorRate");
            FIREBREAK.awaitStep(incident, "rollback", "awaiting-approval");
        }
    }

    private static double value(Peer prometheus, String query) {
        return RunningFirebreak.items(prometheus
                        .http()
                        .get("/api/v1/query?query=" + query)
                        .path("data")
                        .path("result"))
                .mapToDouble(
                        series -> Double.parseDouble(series.path("value").get(1).asString()))
                .max()
                .orElse(0);
    }
}
