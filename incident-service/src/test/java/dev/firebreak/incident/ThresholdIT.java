package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Two instances share the counting; each test has a runbook of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThresholdIT {
    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        firebreak = new Harness();
        firebreak.startService();
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void twoInstancesAndARestartCountAsOne() {
        Instant now = Instant.now();
        List<Alert> errors = IntStream.range(0, 39)
                .parallel()
                .mapToObj(i -> send("StormOfErrors", now.minusSeconds(i), "key-" + i))
                .toList();
        errors.forEach(each -> awaitOutcome(each, "below-threshold"));
        assertThat(errors.stream()
                        .map(each ->
                                why(each).path("stages").get(1).path("decision").asString()))
                .contains("39 of 40 within 5m");
        Alert tooEarly = send("StormOfErrors", now.minus(Duration.ofMinutes(10)), "early");
        awaitOutcome(tooEarly, "below-threshold");

        firebreak.stopServices();
        firebreak.startService();
        firebreak.startService();

        Alert late = send("StormOfErrors", now.minusSeconds(100), "late");
        awaitOutcome(late, "opened");
        IncidentFact opened = opened("StormOfErrors").getFirst();
        assertThat(((IncidentEvent.Opened) opened.event()).reason()).endsWith("; 40 of 40 within 5m");
        firebreak.post("/api/incidents/" + opened.incident().id() + "/resolve", "{}");
        Alert afterwards = send("StormOfErrors", now, "late");
        awaitOutcome(afterwards, "below-threshold");
    }

    @Test
    void oneThatFiresLongEnoughOpensAndOneThatEndsDoesNot() {
        Instant now = Instant.now();
        Alert lasting = send("BreakerOpen", now, "breaker");
        Alert passing = Alerts.firing("BreakerOpen", "web")
                .startsAt(now)
                .receivedAt(now)
                .alert();
        firebreak.send(Wire.of(new Signal.AlertReceived(EventId.next(), passing)));
        awaitOutcome(lasting, "below-threshold");
        awaitOutcome(passing, "below-threshold");
        Alert end = Alerts.firing("BreakerOpen", "web")
                .startsAt(now)
                .resolvedAt(Instant.now())
                .alert();
        firebreak.send(Wire.of(new Signal.AlertReceived(EventId.next(), end)));
        awaitOutcome(end, "nothing-to-resolve");

        // ten minutes later, for all that is still looked at again then
        firebreak.sql("update held_alert set due_at = clock_timestamp(), alert = jsonb_set(alert, '{startsAt}',"
                + " to_jsonb(clock_timestamp() - interval '10 minutes')) where alert ->> 'name' = 'BreakerOpen'");

        awaitOutcome(lasting, "opened");

        assertThat(why(lasting).path("stages").size()).isGreaterThan(3);
        assertThat(why(passing).path("outcome").asString()).isEqualTo("below-threshold");
        assertThat(opened("BreakerOpen")).hasSize(1);
    }

    @Test
    void aShareOfAllOpensOnceEnoughCame() {
        Instant now = Instant.now();
        awaitOutcome(send("OrderFailed", now, "orders"), "below-threshold");
        awaitOutcome(send("OrderPlaced", now, "orders"), "counted");
        awaitOutcome(send("OrderFailed", now, "orders"), "below-threshold");
        Alert fourth = send("OrderFailed", now, "orders");

        awaitOutcome(fourth, "opened");
        assertThat(why(fourth).path("stages").get(0).path("decision").asString())
                .endsWith("3 of 4 (75 %) within 5m, more than 50 % of at least 4 needed");
    }

    @Test
    void aGoodOneEndsTheRow() {
        Instant now = Instant.now();
        awaitOutcome(send("BackupFailed", now.minusSeconds(50), "backup"), "below-threshold");
        awaitOutcome(send("BackupFailed", now.minusSeconds(40), "backup"), "below-threshold");
        awaitOutcome(send("BackupDone", now.minusSeconds(30), "backup"), "counted");
        awaitOutcome(send("BackupFailed", now.minusSeconds(20), "backup"), "below-threshold");
        awaitOutcome(send("BackupFailed", now.minusSeconds(10), "backup"), "below-threshold");
        awaitOutcome(send("BackupFailed", now, "backup"), "opened");
    }

    private Alert send(String name, Instant at, String key) {
        Alert alert = Alerts.firing(name, "api")
                .severity(Severity.WARNING)
                .fingerprint(name + "-" + key)
                .startsAt(at)
                .receivedAt(Instant.now())
                .alert();
        WireMessage message = Wire.of(new Signal.AlertReceived(EventId.next(), alert));
        firebreak.send(message.topic().topicName(), key, message.headers(), message.value());
        return alert;
    }

    private void awaitOutcome(Alert alert, String outcome) {
        await().atMost(SOON).untilAsserted(() -> {
            HttpResponse<String> answer = firebreak.get("/api/alerts/" + alert.id() + "/why");
            assertThat(answer.body()).contains("\"outcome\":\"" + outcome + "\"");
        });
    }

    private JsonNode why(Alert alert) {
        return firebreak.getJson("/api/alerts/" + alert.id() + "/why");
    }

    private List<IncidentFact> opened(String name) {
        return await().atMost(SOON)
                .until(
                        () -> firebreak.facts("api").stream()
                                .filter(fact -> fact.event() instanceof IncidentEvent.Opened opened
                                        && opened.trigger().name().equals(name))
                                .toList(),
                        found -> !found.isEmpty());
    }
}
