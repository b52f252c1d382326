package dev.firebreak.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.AlertsTopic;
import dev.firebreak.ingest.IngestServer;
import dev.firebreak.ingest.Samples;
import dev.firebreak.ingest.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class ArchiveIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void keepsBodiesByDeliveryKeyWithoutTheirSecretsAndPrunesThem() {
        List<String> settings = new ArrayList<>(List.of(IngestServer.database(SharedInfrastructure.freshDatabase())));
        settings.add("FIREBREAK_ARCHIVE_MAX_BODY=20KB");
        String kafka = SharedInfrastructure.kafka().bootstrapServers();
        try (IngestServer server = IngestServer.start(kafka, settings.toArray(String[]::new))) {
            server.awaitReady();
            Awaitility.await().atMost(PATIENCE).until(server.bean(Database.class)::isReady);
            for (String name : List.of("First", "Second", "Third")) {
                assertThat(server.prometheus(Samples.alertmanager(name, "archive", "firing")
                                        .replace("7 of 100 fail", "curl -H 'Authorization: Bearer canary-canary'"))
                                .statusCode())
                        .isEqualTo(202);
            }
            String large = Samples.alertmanager("Large", "archive", "firing");
            assertThat(server.prometheus(large.replace("7 of 100 fail", "x".repeat(30_000)))
                            .statusCode())
                    .isEqualTo(202);

            Awaitility.await().atMost(PATIENCE).until(() -> rows(server).size() == 3);
            assertThat(rows(server)).allSatisfy(row -> {
                assertThat(String.valueOf(row.get("body"))).contains("archive").doesNotContain("canary");
                assertThat(String.valueOf(row.get("headers")))
                        .contains("application/json")
                        .doesNotContainIgnoringCase("authorization");
            });
            assertThat(String.valueOf(rows(server).getFirst().get("key"))).isIn(keysOnTopic(kafka));
            assertThat(server.get("/actuator/prometheus").body())
                    .contains("ingest_archive_dropped_total{reason=\"too_large\"");

            PayloadStore store = new PayloadStore(
                    server.bean(DatabaseClient.class), server.bean(Database.class), new Redaction(List.of()));
            assertThat(store.prune(Instant.EPOCH, 2, Long.MAX_VALUE).block()).isEqualTo(1);
            assertThat(store.prune(Instant.EPOCH, 2, 1).block()).isEqualTo(2);
        }
    }

    private static List<Map<String, Object>> rows(IngestServer server) {
        List<Map<String, Object>> rows = server.bean(DatabaseClient.class)
                .sql("select body, headers, delivery_keys[1] as key from payload order by id")
                .fetch()
                .all()
                .collectList()
                .block();
        return rows == null ? List.of() : rows;
    }

    private static List<String> keysOnTopic(String kafka) {
        try (AlertsTopic topic = AlertsTopic.fromStart(kafka)) {
            return topic.signals().stream().map(signal -> signal.deliveryKey()).toList();
        }
    }
}
