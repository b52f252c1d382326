package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Severity;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StormIT {
    private static final int GROUPS = 30;
    private static final int ALERTS = 10;

    @Test
    void whatFollowsTheFirstFewSharesOneIncidentAndEndsThere(@TempDir Path catalog) throws IOException {
        String system = Files.readString(TestCatalog.FOLDER.resolve("shop/system.yaml"));
        Files.writeString(
                Files.createDirectory(catalog.resolve("shop")).resolve("system.yaml"),
                system + "  storm: {incidents: 5, within: 10m}\n");
        try (Harness firebreak = new Harness("--FIREBREAK_CATALOG=" + catalog, "--FIREBREAK_STORM_INCIDENTS=3")) {
            Instant begin = Instant.now().minusSeconds(60);
            for (int alert = 0; alert < ALERTS; alert++) {
                for (int group = 0; group < GROUPS; group++) {
                    firebreak.send(Wire.of(alert(group, alert)
                            .startsAt(begin)
                            .receivedAt(Instant.now())
                            .signal()));
                }
            }

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(incidents(firebreak).stream()
                                    .mapToInt(it -> it.path("alertCount").asInt())
                                    .sum())
                            .isEqualTo(GROUPS * ALERTS));
            assertThat(incidents(firebreak)).hasSize(6);
            JsonNode storm = incidents(firebreak).stream()
                    .filter(it -> it.path("title").asString().startsWith("Storm in Web shop, begun by: "))
                    .findFirst()
                    .orElseThrow();
            assertThat(storm.path("alertCount").asInt()).isEqualTo((GROUPS - 5) * ALERTS);

            for (int alert = 0; alert < ALERTS; alert++) {
                for (int group = 0; group < GROUPS; group++) {
                    firebreak.send(Wire.of(alert(group, alert)
                            .startsAt(begin)
                            .resolvedAt(Instant.now())
                            .signal()));
                }
            }
            await().atMost(SOON)
                    .until(() -> firebreak
                                    .getJson(
                                            "/api/incidents/" + storm.path("id").asString())
                                    .path("firingCount")
                                    .asInt()
                            == 0);
        }
    }

    private static Alerts alert(int group, int alert) {
        return Alerts.firing("Broken-" + group, "api").severity(Severity.ERROR).fingerprint(group + "-" + alert);
    }

    private static List<JsonNode> incidents(Harness firebreak) {
        return firebreak
                .getJson("/api/incidents?limit=100")
                .path("items")
                .valueStream()
                .toList();
    }
}
