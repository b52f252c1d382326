package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A game day beside the real thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillIT {
    private static final String ALERTS = ", \"alerts\": [{\"name\": \"HealthCheckFailed\", \"service\": \"web\"}]}";

    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        firebreak = new Harness();
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void runsBesideTheRealIncidentAndCountsNowhere() {
        Incident real = firebreak.open("HealthCheckFailed", "web");
        long counted = counted();

        JsonNode sent = sent("{\"name\": \"friday\", \"lasts\": \"1h\"" + ALERTS);
        String id = sent.at("/alerts/0/incidentId").asString();
        JsonNode drill = firebreak.getJson("/api/incidents/" + id);

        assertThat(sent.at("/alerts/0/outcome").asString()).isEqualTo("opened");
        assertThat(id).isNotEqualTo(real.id().toString());
        assertThat(drill.path("drill").asBoolean()).isTrue();
        assertThat(drill.path("title").asString()).startsWith("DRILL: ");
        assertThat(firebreak
                        .getJson("/api/incidents/" + real.id())
                        .path("drill")
                        .asBoolean())
                .isFalse();
        assertThat(firebreak.getJson("/api/incidents").path("items").valueStream())
                .filteredOn(item -> item.path("title").asString().contains("HealthCheckFailed"))
                .filteredOn(item -> item.path("drill").asBoolean())
                .hasSize(1);
        assertThat(counted()).isEqualTo(counted);
        IncidentFact opened = firebreak.awaitFact(
                "web", fact -> fact.incident().isDrill() && fact.event() instanceof IncidentEvent.Escalated);
        assertThat(opened.incident().receivers()).isNotEmpty().allMatch(Receiver::isRoom);

        JsonNode ended = Wire.JSON.readTree(
                firebreak.post("/api/drills/friday/end", "{}").body());

        assertThat(ended.path("incidents").asLong()).isOne();
        assertThat(firebreak.getJson("/api/incidents/" + id).path("state").asString())
                .isEqualTo("closed");
        assertThat(firebreak
                        .getJson("/api/incidents/" + real.id())
                        .path("state")
                        .asString())
                .isEqualTo("triggered");
    }

    @Test
    void endsByItself() {
        JsonNode sent =
                sent("{\"name\": \"short\", \"lasts\": \"2s\"" + ALERTS.replace("HealthCheckFailed", "DiskFull"));
        String id = sent.at("/alerts/0/incidentId").asString();

        await().atMost(SOON)
                .until(() -> firebreak
                        .getJson("/api/incidents/" + id)
                        .path("state")
                        .asString()
                        .equals("closed"));
        assertThat(firebreak
                        .getJson("/api/incidents/" + id + "/timeline")
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("text").asString()))
                .contains("Resolved: the drill is over");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/name",
                "{\"name\": \"Big Fire\"}|/name",
                "{\"name\": \"fire\"}|/until",
                "{\"name\": \"fire\", \"lasts\": \"9h\"}|/lasts",
                "{\"name\": \"fire\", \"lasts\": \"1h\"}|/alerts",
                "{\"name\": \"fire\", \"lasts\": \"1h\", \"alerts\": [null]}|/alerts/0",
                "{\"name\": \"fire\", \"lasts\": \"1h\", \"alerts\": [{}]}|/alerts/0/name",
                "{\"name\": \"fire\", \"lasts\": \"1h\", \"alerts\": [{\"name\": \"a\", \"labels\": {\"b\": null}}]}|/alerts/0/labels/b"
            })
    void saysWhatIsWrong(String body, String pointer) {
        HttpResponse<String> answer = firebreak.post("/api/drills", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Wire.JSON.readTree(answer.body()).path("pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void onlyRespondersMay() {
        HttpResponse<String> answer = firebreak.call(firebreak
                .anonymous("/api/drills")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"fire\", \"lasts\": \"1h\"" + ALERTS)));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private JsonNode sent(String body) {
        HttpResponse<String> answer = firebreak.post("/api/drills", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Wire.JSON.readTree(answer.body());
    }

    private long counted() {
        return firebreak
                .getJson("/api/statistics")
                .path("services")
                .valueStream()
                .mapToLong(service -> service.at("/times/incidents").asLong())
                .sum();
    }
}
