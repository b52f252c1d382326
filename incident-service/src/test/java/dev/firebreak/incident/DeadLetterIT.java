package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static dev.firebreak.incident.Harness.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterIT {
    private static final String ALERTS = Topic.ALERTS.topicName();

    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @SuppressWarnings("NullAway.Init")
    private AlertsTopic alerts;

    @BeforeAll
    void start() {
        firebreak = new Harness();
        alerts = AlertsTopic.of(firebreak);
    }

    @AfterAll
    void stop() {
        alerts.close();
        firebreak.close();
    }

    @Test
    void replaysTwiceWithOneEffect() {
        WireMessage message = message("replayed", "ReplayedAlert");
        String id = putAside(message);

        assertThat(state(post(id + "/replay", "{\"reason\": \"new version reads it\"}"), 200))
                .isEqualTo("replayed");
        assertThat(state(post(id + "/replay", "{}"), 200)).isEqualTo("replayed");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(alerts.records().stream()
                                .filter(it -> id.equals(header(it.headers(), "dlt_replay_of")))
                                .toList())
                        .hasSize(2)
                        .allSatisfy(it -> {
                            assertThat(it.value()).isEqualTo(message.value());
                            assertThat(it.key()).isEqualTo(message.key());
                            message.headers()
                                    .forEach((name, value) -> assertThat(header(it.headers(), name))
                                            .isEqualTo(value));
                        }));
        // What is sent behind both has been taken in: so have they.
        WireMessage last = message("last", "ReplayedAlert");
        firebreak.send(ALERTS, message.key(), last.headers(), last.value());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                incident("ReplayedAlert").path("alertCount").asInt())
                        .isEqualTo(2));
        JsonNode letter = firebreak.getJson("/api/dead-letters/" + id);
        assertThat(letter.path("acts")).hasSize(2);
        assertThat(letter.path("acts").get(0).path("actor").path("id").asString())
                .isEqualTo("admin");
        assertThat(letter.path("acts").get(0).path("reason").asString()).isEqualTo("new version reads it");
        assertThat(letter.path("returns")).isEmpty();
    }

    @Test
    void showsALetterWithoutItsSecretsAndDiscardsItForGood() {
        firebreak.send(
                ALERTS,
                "web",
                Map.of(Wire.TYPE, "signal.v9", "authorization", "hunter2"),
                bytes("{\"password\": \"hunter2\""));
        JsonNode listed = await().atMost(SOON)
                .until(() -> letters("cause=EndOfInput&limit=5"), found -> !found.isEmpty())
                .getFirst();
        String id = listed.path("id").asString();

        JsonNode letter = firebreak.getJson("/api/dead-letters/" + id);
        assertThat(letter.toString()).doesNotContain("hunter2");
        assertThat(letter.path("preview").path("text").asString()).contains("password");
        assertThat(letter.path("headers").path(Wire.TYPE).asString()).isEqualTo("signal.v9");
        assertThat(letter.path("bytes").asInt()).isEqualTo(22);

        assertThat(post(id + "/discard", "{}").statusCode()).isEqualTo(400);
        assertThat(state(post(id + "/discard", "{\"reason\": \"not ours\"}"), 200))
                .isEqualTo("discarded");
        assertThat(post(id + "/replay", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void refusesWhatNobodyMeantAndWhoMayNot() {
        String unknown = UUID.randomUUID().toString();
        assertThat(firebreak.get("/api/dead-letters/" + unknown).statusCode()).isEqualTo(404);
        assertThat(post(unknown + "/replay", "{}").statusCode()).isEqualTo(404);
        assertThat(firebreak.get("/api/dead-letters?stat=open").statusCode()).isEqualTo(400);
        assertThat(firebreak.get("/api/dead-letters?state=dead").statusCode()).isEqualTo(400);
        assertThat(post("replay", "{\"reason\": \"all of them?\"}").statusCode())
                .isEqualTo(400);
        assertThat(firebreak
                        .call(firebreak
                                .anonymous("/api/dead-letters/replay")
                                .header("Authorization", basic("vera", "look-but-not-touch"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"all\": true}")))
                        .statusCode())
                .isEqualTo(403);
    }

    /** As an older version of a consumer did that could not read it yet. */
    private String putAside(WireMessage message) {
        Map<String, String> headers = new LinkedHashMap<>(message.headers());
        headers.put("dlt_cause", "java.lang.IllegalStateException: unknown to version 1");
        headers.put("dlt_topic", ALERTS);
        headers.put("dlt_partition", "0");
        headers.put("dlt_offset", "1000000");
        headers.put("dlt_consumer", "incident-service");
        headers.put("dlt_at", "2026-03-01T12:00:00Z");
        // Twice, as after a crash between the dead letter and the offset.
        firebreak.send(Topic.ALERTS.deadLetterTopicName(), message.key(), headers, message.value());
        firebreak.send(Topic.ALERTS.deadLetterTopicName(), message.key(), headers, message.value());
        List<JsonNode> found = await().atMost(SOON).until(() -> letters("cause=version%201"), it -> !it.isEmpty());
        assertThat(found).hasSize(1);
        return found.getFirst().path("id").asString();
    }

    private static WireMessage message(String fingerprint, String name) {
        Alert alert = Alerts.firing(name, "web").fingerprint(fingerprint).alert();
        return Wire.of(new Signal.AlertReceived(EventId.next(), alert));
    }

    private JsonNode incident(String alertName) {
        return items("/api/incidents?limit=200")
                .filter(it -> it.path("title").asString("").contains(alertName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no incident of " + alertName));
    }

    private List<JsonNode> letters(String query) {
        return items("/api/dead-letters?" + query).toList();
    }

    private Stream<JsonNode> items(String path) {
        return firebreak.getJson(path).path("items").valueStream();
    }

    private HttpResponse<String> post(String path, String body) {
        return firebreak.post("/api/dead-letters/" + path, body);
    }

    private static String state(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Wire.JSON.readTree(answer.body()).path("state").asString();
    }

    private static String header(Headers headers, String name) {
        return headers.lastHeader(name) == null
                ? ""
                : new String(headers.lastHeader(name).value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
