package dev.firebreak.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOutageIT {
    private static final Duration WHILE = Duration.ofMinutes(3);

    @Test
    void losesNoAlertThatComesWhileTheDatabaseIsAway(@TempDir Path folder) {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
        try (Harness firebreak = new Harness(database)) {
            firebreak.send(Wire.of(Alerts.firing("HealthCheckFailed", "web").signal()));
            String id = firebreak
                    .awaitFact("web", IncidentEvent.Opened.class)
                    .incident()
                    .id()
                    .toString();
            database.close();

            firebreak.send(Wire.of(Alerts.firing("HealthCheckFailed", "web")
                    .fingerprint("second")
                    .signal()));
            HttpResponse<String> asked = firebreak.call(
                    firebreak.request("/api/incidents/" + id + "/acknowledge").POST(BodyPublishers.noBody()));
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(503);
            assertThat(asked.headers().firstValue("Retry-After")).isPresent();

            database = EmbeddedDatabase.start(folder, database.port());
            await().atMost(WHILE)
                    .until(
                            () -> firebreak.get("/api/incidents/" + id).body(),
                            body -> body.contains("\"alertCount\":2"));
            assertThat(firebreak.records(Topic.ALERTS.deadLetterTopicName())).isEmpty();
        } finally {
            database.close();
        }
    }
}
