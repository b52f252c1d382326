package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.standalone.ServiceName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the sandbox's shops and fires a team's rules. */
class PrometheusIT {
    private static final String HOST = "algorhythmic.example";
    private static final String SHOP = "/shop/" + HOST;

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theRulesOfATeamOpenItsIncidentsThroughAlertmanager() {
        URI sandbox = FIREBREAK.standalone().uri(ServiceName.SANDBOX);
        try (Peer alertmanager = Peer.alertmanager(
                        folder, FIREBREAK.standalone().snippets().alertmanager());
                Peer prometheus = Peer.prometheus(
                        folder,
                        Peer.freePort(),
                        rules(),
                        """
                        alerting: {alertmanagers: [{static_configs: [{targets: ["%s"]}]}]}
                        """.formatted(alertmanager.address().getAuthority()) + Peer.scrape(sandbox, HOST))) {
            awaitScraped(prometheus);
            assertThat(RunningFirebreak.items(
                            FIREBREAK.api().get("/api/incidents").path("items")))
                    .isEmpty();

            FIREBREAK.sandbox().post(SHOP + "/breaker/trip", Map.of("upstream", "healthy"));
            String breaker = FIREBREAK.awaitIncident("circuit-breaker-open");
            FIREBREAK.awaitStep(breaker, "reset", "succeeded");
            FIREBREAK.awaitState(breaker, "resolved"); // the rule itself says that it is over

            FIREBREAK.sandbox().put(SHOP + "/queue", Map.of("depth", 25));
            String backlog = FIREBREAK.awaitIncident("queue-backlog");
            FIREBREAK.sandbox().put(SHOP + "/queue", Map.of("depth", 3));
            FIREBREAK.awaitState(backlog, "resolved");

            FIREBREAK.sandbox().post(SHOP + "/deploy", Map.of("bad", true, "announce", false));
            FIREBREAK.sandbox().post(SHOP + "/traffic", Map.of("requests", 50));
            String errors = FIREBREAK.awaitIncident("high-error-rate");
            assertThat(FIREBREAK.incident(errors).path("service").asString()).isEqualTo("app");
            assertThat(FIREBREAK.incident(errors).path("level").asString()).isEqualTo("P1");
        }
    }

    private static void awaitScraped(Peer prometheus) {
        await("scraped")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(prometheus
                                .http()
                                .get("/api/v1/query?query=generation_queue_depth")
                                .path("data")
                                .path("result"))
                        .isNotEmpty());
    }

    /** As the team wrote them, without the minutes that nobody has in a test. */
    private static String rules() {
        try (InputStream rules = PrometheusIT.class.getResourceAsStream("/prometheus/rules.yml")) {
            return new String(Objects.requireNonNull(rules).readAllBytes(), UTF_8)
                    .replaceAll("for: [0-9]+m", "for: 1s");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
