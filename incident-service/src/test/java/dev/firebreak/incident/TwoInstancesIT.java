package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TwoInstancesIT {
    private static final int ALERTS = 400;

    @Test
    void opensOneIncidentWhenTwoInstancesRaceAndKeepsItAcrossARestart() {
        try (Harness firebreak = new Harness()) {
            firebreak.startService();
            // another record key for each, so that all partitions and both instances have some
            IntStream.range(0, ALERTS).parallel().forEach(i -> {
                Alert alert = Alerts.firing("HealthCheckFailed", "web")
                        .fingerprint("pod-" + i)
                        .alert();
                WireMessage message = Wire.of(new Signal.AlertReceived(EventId.next(), alert));
                firebreak.send(message.topic().topicName(), "key-" + i, message.headers(), message.value());
            });

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    firebreak.getJson("/api/incidents").path("items"))
                            .singleElement()
                            .satisfies(it ->
                                    assertThat(it.path("alertCount").asInt()).isEqualTo(ALERTS)));
            firebreak.awaitFact("web", IncidentEvent.AlertsAdded.class);
            assertThat(firebreak.facts("web"))
                    .filteredOn(fact -> fact.event() instanceof IncidentEvent.Opened)
                    .hasSize(1);

            firebreak.stopServices();
            firebreak.startService();

            JsonNode after = firebreak.getJson("/api/incidents").path("items").get(0);
            assertThat(after.path("firingCount").asInt()).isEqualTo(ALERTS);
            firebreak.send(Wire.of(Alerts.firing("HealthCheckFailed", "web")
                    .fingerprint("late")
                    .signal()));
            await().atMost(SOON)
                    .until(() -> firebreak
                                    .getJson(
                                            "/api/incidents/" + after.path("id").asString())
                                    .path("alertCount")
                                    .asInt()
                            == ALERTS + 1);
        }
    }
}
