package dev.firebreak.ingest.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.EmbeddedKafka;
import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.AlertsTopic;
import dev.firebreak.ingest.IngestServer;
import dev.firebreak.ingest.Samples;
import dev.firebreak.ingest.store.Database;
import dev.firebreak.model.alert.Signal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alert that is larger than a record may be, with and without a broker. */
class LargeAlertIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void theSenderIsToldAndTheOthersOfTheBodyAreStored() {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        List<String> settings = new ArrayList<>(List.of(IngestServer.database(SharedInfrastructure.freshDatabase())));
        settings.add("FIREBREAK_KAFKA_MAX_RECORD=16KB");
        settings.add("FIREBREAK_INGEST_DELIVERY_TIMEOUT=500ms");
        try (IngestServer server = IngestServer.start(kafka.bootstrapServers(), settings.toArray(String[]::new))) {
            server.awaitReady();
            Awaitility.await().atMost(PATIENCE).until(server.bean(Database.class)::isReady);
            assertTooLarge(server.prometheus(body("Here")));

            kafka.close();
            assertTooLarge(server.prometheus(body("Away")));
            kafka = EmbeddedKafka.start(folder, kafka.port());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !server.bean(SpillQueue.class).isHolding());
        } finally {
            kafka.close();
        }
        try (EmbeddedKafka read = EmbeddedKafka.start(folder, kafka.port());
                AlertsTopic topic = AlertsTopic.fromStart(read.bootstrapServers())) {
            assertThat(topic.signals())
                    .extracting(
                            signal -> ((Signal.AlertReceived) signal).alert().name())
                    .contains("HereFirst", "HereLast", "AwayFirst", "AwayLast")
                    .doesNotContain("HereLarge", "AwayLarge");
        }
    }

    private static void assertTooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Alert too large");
    }

    private static String body(String prefix) {
        String small = Samples.alertmanager(prefix + "First", "checkout", "firing");
        String alert = small.substring(small.indexOf("[{") + 1, small.indexOf("}],") + 1);
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            labels.append("\"label")
                    .append(i)
                    .append("\":\"")
                    .append("x".repeat(1000))
                    .append("\",");
        }
        String large = alert.replace(prefix + "First", prefix + "Large")
                .replace("\"instance\"", labels + "\"instance\"")
                .replace("5930b8414d980a58", "5930b8414d980a59");
        String last = alert.replace(prefix + "First", prefix + "Last").replace("5930b8414d980a58", "5930b8414d980a5a");
        return small.replace(alert, alert + "," + large + "," + last);
    }
}
