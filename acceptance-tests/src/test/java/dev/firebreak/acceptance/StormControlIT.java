package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.LATER;
import static dev.firebreak.acceptance.RunningFirebreak.items;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Everything of a system fires at once: people are told of a few incidents, and of the rest by one card that counts. */
class StormControlIT {
    private static final int GROUPS = 200;
    private static final int ALERTS_OF_A_GROUP = 15;
    private static final int INCIDENTS = 4;

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak()
            .with("FIREBREAK_STORM_INCIDENTS", Integer.toString(INCIDENTS))
            .with("FIREBREAK_STORM_WITHIN", "30m");

    private final Instant begin = Instant.now().minusSeconds(5);

    @Test
    void thousandsOfAlertsAreAFewIncidentsAndTheRestOneCardThatCounts() {
        IntStream.range(0, GROUPS).forEach(group -> tell(group, "firing"));

        int all = GROUPS * ALERTS_OF_A_GROUP;
        await("all alerts are counted")
                .atMost(LATER)
                .untilAsserted(() -> assertThat(incidents().stream()
                                .mapToInt(it -> it.path("alertCount").asInt())
                                .sum())
                        .isEqualTo(all));
        List<JsonNode> incidents = incidents();
        assertThat(incidents).hasSize(INCIDENTS + 1);
        JsonNode storm = incidents.stream()
                .filter(it -> it.path("title").asString().startsWith("Storm in TreinX"))
                .findFirst()
                .orElseThrow();
        int inStorm = (GROUPS - INCIDENTS) * ALERTS_OF_A_GROUP;
        assertThat(storm.path("firingCount").asInt()).isEqualTo(inStorm);

        await("the card counts them")
                .atMost(LATER)
                .untilAsserted(() -> assertThat(
                                FIREBREAK.cards("treinx", storm.path("id").asString()))
                        .singleElement()
                        .satisfies(card -> assertThat(card.toString())
                                .contains(inStorm + " alerts firing (" + inStorm + " received)")));
        assertThat(items(FIREBREAK.sandbox().get("/slack/channels/treinx/messages")))
                .as("what people see in the channel")
                .hasSize(INCIDENTS + 1);

        IntStream.range(0, GROUPS).forEach(group -> tell(group, "resolved"));
        FIREBREAK.awaitState(storm.path("id").asString(), "resolved");
        await("nothing is left open")
                .atMost(LATER)
                .untilAsserted(() -> assertThat(incidents())
                        .allSatisfy(
                                it -> assertThat(it.path("state").asString()).isEqualTo("resolved")));
    }

    private static List<JsonNode> incidents() {
        return items(FIREBREAK.api().get("/api/incidents?limit=100").path("items"))
                .toList();
    }

    /** One group as Alertmanager tells it. */
    private void tell(int group, String status) {
        String ends = status.equals("firing")
                ? "0001-01-01T00:00:00Z"
                : begin.plusSeconds(1).toString();
        String alerts = IntStream.range(0, ALERTS_OF_A_GROUP)
                .mapToObj(pod -> """
                        {"status":"%s","labels":{"alertname":"Odd-%d","system":"treinx","service":"app","pod":"%d",\
                        "severity":"error"},"annotations":{},"startsAt":"%s","endsAt":"%s","generatorURL":"",\
                        "fingerprint":"%2$d-%3$d"}""".formatted(status, group, pod, begin, ends))
                .collect(joining(","));
        String body = """
                {"version":"4","receiver":"firebreak","status":"%s","groupKey":"{}:{group=\\"%d\\"}","truncatedAlerts":0,\
                "groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"","alerts":[%s]}""".formatted(status, group, alerts);
        FIREBREAK.deliver(new Webhook(
                "/webhooks/prometheus",
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + FIREBREAK.standalone().credentials().prometheusToken()),
                body));
    }
}
