package dev.firebreak.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterStormIT {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterStormIT.class);
    private static final String ALERTS = Topic.ALERTS.topicName();
    private static final Duration STORM = Duration.ofMinutes(5);

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

    /** What cannot work is put aside, everything else goes on, a replay counts once. */
    @Test
    void putsAThousandPoisonRecordsAsideAndHandlesTheNineteenThousandBetweenThem() {
        int all = 20_000;
        int poison = 1_000;
        IntStream.range(0, all).parallel().forEach(i -> {
            if (i % (all / poison) == 7) {
                var _ = alerts.send("web", Map.of(Wire.TYPE, "signal.poison"), poison(i));
            } else {
                WireMessage message = message("storm-" + i, "StormAlert");
                var _ = alerts.send("key-" + i, message.headers(), message.value());
            }
        });

        await().atMost(STORM)
                .untilAsserted(() -> assertThat(letters("limit=200")).hasSize(200));
        await().atMost(STORM)
                .untilAsserted(() -> assertThat(
                                incident("StormAlert").path("alertCount").asInt())
                        .isEqualTo(all - poison));
        await().atMost(STORM).untilAsserted(() -> assertThat(count("open")).isEqualTo(poison));
        assertThat(letters("limit=200")).allSatisfy(letter -> {
            assertThat(letter.path("topic").asString()).isEqualTo(ALERTS);
            assertThat(letter.path("consumer").asString()).isEqualTo("incident-service");
            assertThat(letter.path("cause").asString()).isNotBlank();
        });

        // It is poison still: each comes back once, linked to what it was.
        assertThat(done("/replay", "{\"cause\": \"signal.poison\", \"reason\": \"decoder fixed?\"}"))
                .isZero();
        assertThat(done("/replay", "{\"topic\": \"firebreak.alerts\", \"reason\": \"decoder fixed?\"}"))
                .isEqualTo(poison);
        await().atMost(STORM).untilAsserted(() -> assertThat(count("open")).isEqualTo(poison));
        assertThat(count("replayed")).isEqualTo(poison);
        assertThat(letters("limit=200"))
                .allSatisfy(letter ->
                        assertThat(letter.path("replayOf").asString("")).isNotEmpty());
        assertThat(done("/discard", "{\"all\": true, \"reason\": \"a test's\"}"))
                .isEqualTo(poison);
        assertThat(count("open")).isZero();
        assertThat(incident("StormAlert").path("alertCount").asInt()).isEqualTo(all - poison);
        log.info(
                "B1: {} records, {} poison: all set aside, {} replayed once, {} alerts counted",
                all,
                poison,
                count("replayed"),
                incident("StormAlert").path("alertCount").asInt());
    }

    private static WireMessage message(String fingerprint, String name) {
        Alert alert = Alerts.firing(name, "web").fingerprint(fingerprint).alert();
        return Wire.of(new Signal.AlertReceived(EventId.next(), alert));
    }

    private static byte[] poison(int i) {
        return switch (i % 3) {
            case 0 -> bytes("{\"number\": " + i + ", not json");
            case 1 -> bytes("[" + i + "]");
            default -> bytes("{\"number\": " + i + "}");
        };
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

    /** Page by page. */
    private int count(String state) {
        int count = 0;
        String cursor = "";
        do {
            JsonNode page = firebreak.getJson("/api/dead-letters?limit=200&state=" + state + cursor);
            count += page.path("items").size();
            cursor = "&cursor=" + page.path("next").asString("");
        } while (!cursor.equals("&cursor="));
        return count;
    }

    private long done(String path, String body) {
        HttpResponse<String> answer = firebreak.post("/api/dead-letters" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Wire.JSON.readTree(answer.body()).path("letters").asLong();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
