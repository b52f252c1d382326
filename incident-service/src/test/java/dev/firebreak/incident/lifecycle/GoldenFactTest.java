package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.lifecycle.Decision.Entry;
import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What other services read of an opened incident. Changing the file means changing what they get. */
class GoldenFactTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/incident-opened.json");

    @Test
    void tellsOfAnOpenedIncidentAsOthersReadIt() throws IOException {
        Entry opened = Dossiers.opening(Alerts.firing("HealthCheckFailed", "web"))
                .decision()
                .entries()
                .getFirst();
        IncidentFact fact = new IncidentFact(
                new EventId(new UUID(0, 2)),
                1,
                NOON,
                opened.actor(),
                "catalog-hash",
                opened.event(),
                opened.incident());

        JsonNode told = withoutRandomIds(Wire.JSON.readTree(Wire.of(fact).value()));

        assertThat(told).isEqualTo(Wire.JSON.readTree(Files.readString(GOLDEN)));
        assertThat(Wire.read(Wire.of(fact).value(), IncidentFact.class)).isEqualTo(fact);
    }

    private static JsonNode withoutRandomIds(JsonNode fact) {
        for (JsonNode alert :
                new JsonNode[] {fact.at("/event/trigger"), fact.at("/incident/trigger"), fact.at("/incident/alerts/0")
                }) {
            if (alert instanceof ObjectNode object) {
                object.remove("id");
                object.remove("deliveryKey");
            }
        }
        return fact;
    }
}
