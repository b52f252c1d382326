package dev.firebreak.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tool that nobody foresaw, and Prometheus without an Alertmanager, open incidents and end them. */
class AnyToolIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @Test
    void aCloudEventOpensTheIncidentOfItsRunbook() {
        post(
                "/webhooks/events",
                eventsToken(),
                Map.of(
                        "ce-specversion", "1.0",
                        "ce-id", "check-1",
                        "ce-source", "/queue-watch",
                        "ce-type", "com.example.queue.behind",
                        "ce-time", "2026-02-01T10:00:00Z"),
                """
                {"name":"QueueBacklog","severity":"warning","service":"generation","message":"1204 jobs wait",
                 "labels":{"system":"algorhythmic"}}""");

        String incident = FIREBREAK.awaitIncident("queue-backlog");

        assertThat(FIREBREAK.incident(incident).path("service").asString()).isEqualTo("generation");
        assertThat(FIREBREAK.incident(incident).toString()).contains("1204 jobs wait");
    }

    @Test
    void anAlertOfPrometheusItselfEndsWhenItsEndIsPast() {
        post("/api/v2/alerts", prometheusToken(), Map.of(), alert("2999-01-01T00:00:00Z"));
        String incident = FIREBREAK.awaitIncident("credit-failures");

        post("/api/v2/alerts", prometheusToken(), Map.of(), alert("2026-02-01T10:30:00Z"));

        await("the alert fires no more")
                .atMost(RunningFirebreak.SOON)
                .untilAsserted(() -> assertThat(
                                FIREBREAK.incident(incident).path("firingCount").asInt(-1))
                        .isZero());
    }

    private static String alert(String endsAt) {
        return """
                [{"labels":{"alertname":"CreditFailures","system":"algorhythmic","service":"credits","severity":"critical"},
                  "annotations":{"summary":"Credits are not booked"},"startsAt":"2026-02-01T10:00:00Z","endsAt":"%s",
                  "generatorURL":"http://prometheus.example/graph"}]""".formatted(endsAt);
    }

    private static void post(String path, String token, Map<String, String> more, String body) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + token);
        headers.put("Content-Type", "application/json");

        await().atMost(RunningFirebreak.SOON).untilAsserted(() -> {
            JsonHttp.Answer answer = FIREBREAK.ingest().send("POST", path, headers, body.getBytes(UTF_8));

            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        });
    }

    private static String eventsToken() {
        return FIREBREAK.standalone().credentials().eventsToken();
    }

    private static String prometheusToken() {
        return FIREBREAK.standalone().credentials().prometheusToken();
    }
}
