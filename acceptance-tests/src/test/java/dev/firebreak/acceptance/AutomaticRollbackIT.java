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

/**
 * From what Firebreak sees by itself to a rollback that is proven, with nobody in between, where the runbook says so. The
 * health check that fails three times is in {@link MonitorIT}.
 */
class AutomaticRollbackIT {
    private static final int PORT = Peer.freePort();

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak()
            .with("FIREBREAK_MONITORS", "true")
            .with("FIREBREAK_PROMETHEUS_URL", "http://127.0.0.1:" + PORT)
            .with("FIREBREAK_MONITORS_CLAIM_EVERY", "200ms")
            .changing("voiceaitraining/system.yaml", "every: 30s", "every: 1s")
            .changing("voiceaitraining/10-service-outage.yaml", "mode: approve", "mode: auto")
            .changing("vocavision/system.yaml", "every: 30s", "every: 1s")
            .changing("vocavision/system.yaml", "raise: {name: SiteDown", "raise: {name: SmokeTestFailed")
            .changing("vocavision/10-site-down.yaml", "mode: approve", "mode: auto")
            // It reads the same Prometheus and would take the smoke test into its own incident.
            .changing(
                    "vocavision/system.yaml",
                    "name: error-rate, service: site, threshold: error-rate, every: 1s",
                    "name: error-rate, service: site, threshold: error-rate, every: 12h")
            // Only the error rate is to see it.
            .changing("voiceaitraining/system.yaml", "${target.health.url}", "https://another.example/api/health");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Firebreak asks a real Prometheus: no rule there, no Alertmanager. */
    @Test
    void moreThanOneErrorInTwentyIsRolledBack() {
        URI sandbox = FIREBREAK.standalone().uri(ServiceName.SANDBOX);
        String host = "app.voiceaitraining.com";
        try (Peer prometheus = Peer.prometheus(folder, PORT, "groups: []\n", Peer.scrape(sandbox, host))) {
            FIREBREAK.sandbox().post("/shop/" + host + "/traffic", Map.of("requests", 20));
            await().atMost(SOON).until(() -> value(prometheus, "sum(http_requests_total)") >= 20);
            String good = live(host);
            FIREBREAK.sandbox().post("/shop/" + host + "/deploy", Map.of("bad", true));
            FIREBREAK.sandbox().post("/shop/" + host + "/traffic", Map.of("requests", 20));

            String incident = FIREBREAK.awaitIncident("service-outage");
            JsonNode alert = RunningFirebreak.items(FIREBREAK.incident(incident).path("alerts"))
                    .findFirst()
                    .orElseThrow();
            assertThat(alert.path("source").asString()).isEqualTo("monitor");
            assertThat(alert.path("name").asString()).isEqualTo("HighErrorRate");
            isRolledBack(incident, host, good);
        }
    }

    @Test
    void aSmokeTestThatFailsIsRolledBack() {
        String host = "vocavision.com";
        String good = live(host);
        FIREBREAK.sandbox().post("/shop/" + host + "/deploy", Map.of("bad", true));

        String incident = FIREBREAK.awaitIncident("site-down");

        assertThat(RunningFirebreak.items(FIREBREAK.incident(incident).path("alerts")))
                .extracting(alert -> alert.path("name").asString())
                .contains("SmokeTestFailed");
        isRolledBack(incident, host, good);
    }

    private static void isRolledBack(String incident, String host, String good) {
        FIREBREAK.awaitStep(incident, "rollback", "succeeded");
        assertThat(live(host)).isEqualTo(good);
        JsonNode probe = RunningFirebreak.items(
                        FIREBREAK.incident(incident).path("remediation").path("steps"))
                .filter(step -> step.path("id").asString().equals("rollback"))
                .findFirst()
                .orElseThrow()
                .path("probe");
        assertThat(probe.path("before").path("ok").asBoolean(true)).isFalse();
        assertThat(probe.path("after").path("ok").asBoolean(false)).isTrue();
    }

    private static String live(String host) {
        return FIREBREAK.sandbox().get("/shop/" + host).path("live").path("id").asString();
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
