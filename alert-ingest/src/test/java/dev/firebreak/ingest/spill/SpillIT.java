package dev.firebreak.ingest.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.EmbeddedKafka;
import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.AlertsTopic;
import dev.firebreak.ingest.IngestServer;
import dev.firebreak.ingest.Samples;
import dev.firebreak.ingest.store.Database;
import dev.firebreak.model.alert.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;

/** Kafka goes away and comes back while alerts come in. */
class SpillIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private String database = "";
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        database = SharedInfrastructure.freshDatabase();
        kafka = EmbeddedKafka.start(folder, 0);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void everyAcceptedAlertOfAKeyReachesKafkaInOrderOverAnOutage() {
        List<String> accepted = new ArrayList<>();
        try (IngestServer server = server()) {
            send(server, 1, 20, accepted);
            kafka.close();
            send(server, 21, 60, accepted);
            assertThat(waiting(server)).isPositive();
            assertThat(server.isReady()).isTrue();

            kafka = EmbeddedKafka.start(folder, kafka.port());
            int next = 61;
            while (isHolding(server)) { // the key stays busy, and still the table gets empty
                send(server, next, next, accepted);
                next++;
            }
            send(server, next, next + 20, accepted);
            Awaitility.await().atMost(PATIENCE).until(() -> waiting(server) == 0); // slow is as good as away
        }
        assertThat(accepted).hasSizeGreaterThan(80);
        assertThat(namesOnTopic()).isEqualTo(accepted);
    }

    @Test
    void oneInstanceDrainsWhatAnotherLeftBehind() {
        List<String> accepted = new ArrayList<>();
        kafka.close();
        try (IngestServer first = serverWithoutBroker()) {
            send(first, 1, 30, accepted);
        }
        try (IngestServer second = serverWithoutBroker()) {
            send(second, 31, 60, accepted);

            kafka = EmbeddedKafka.start(folder, kafka.port());
            Awaitility.await().atMost(PATIENCE).until(() -> !isHolding(second) && waiting(second) == 0);
        }
        assertThat(namesOnTopic()).isEqualTo(accepted);
    }

    @Test
    void twoInstancesDrainTogetherWhatBothHaveSpilled() {
        List<String> accepted = new ArrayList<>();
        kafka.close();
        try (IngestServer first = serverWithoutBroker();
                IngestServer second = serverWithoutBroker()) {
            for (int i = 1; i <= 60; i++) {
                send(i % 2 == 0 ? first : second, i, i, accepted);
            }

            kafka = EmbeddedKafka.start(folder, kafka.port());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !isHolding(first) && !isHolding(second) && waiting(second) == 0);
        }
        assertThat(namesOnTopic()).isEqualTo(accepted);
    }

    @Test
    void whatTheBrokerNeverTakesIsSetAsideAndStopsNothing() {
        List<String> accepted = new ArrayList<>();
        kafka.close();
        try (IngestServer server = serverWithoutBroker()) {
            var inserted = server.bean(DatabaseClient.class).sql("""
                            insert into spill (topic, message_key, headers, value)
                            select 'firebreak.alerts', 'checkout', '{}', repeat('x', 2000000)
                            """).fetch().rowsUpdated();
            assertThat(server.bean(Database.class).commit(inserted).block()).isEqualTo(1);
            send(server, 1, 5, accepted);

            kafka = EmbeddedKafka.start(folder, kafka.port());
            Awaitility.await().atMost(PATIENCE).until(() -> waiting(server) == 0);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> server.bean(SpillMetrics.class).state().refused() == 1);
            assertThat(server.get("/actuator/health").body()).contains("\"refusedByTheBroker\":1");
        }
        assertThat(namesOnTopic()).isEqualTo(accepted);
    }

    private IngestServer server() {
        IngestServer server = serverWithoutBroker();
        server.awaitReady();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> server.get("/actuator/health/broker").body().contains("UP"));
        return server;
    }

    private IngestServer serverWithoutBroker() {
        List<String> settings = new ArrayList<>(List.of(IngestServer.database(database)));
        settings.add("FIREBREAK_INGEST_DELIVERY_TIMEOUT=500ms");
        IngestServer server = IngestServer.start(kafka.bootstrapServers(), settings.toArray(String[]::new));
        Awaitility.await().atMost(PATIENCE).until(server.bean(Database.class)::isReady);
        return server;
    }

    private static void send(IngestServer server, int from, int to, List<String> accepted) {
        for (int i = from; i <= to; i++) {
            String name = "alert-" + i;
            assertThat(server.prometheus(Samples.alertmanager(name, "checkout", "firing"))
                            .statusCode())
                    .isEqualTo(202);
            accepted.add(name);
        }
    }

    private static boolean isHolding(IngestServer server) {
        return server.bean(SpillQueue.class).isHolding();
    }

    private static long waiting(IngestServer server) {
        Long rows = server.bean(DatabaseClient.class)
                .sql("select count(*) as rows from spill where refused is null")
                .map(row -> row.get("rows", Long.class))
                .one()
                .block();
        return rows == null ? -1 : rows;
    }

    /** A repeat is where the first one was: readers drop it. */
    private List<String> namesOnTopic() {
        try (AlertsTopic topic = AlertsTopic.fromStart(kafka.bootstrapServers())) {
            return topic.signals().stream()
                    .map(signal -> ((Signal.AlertReceived) signal).alert().name())
                    .distinct()
                    .toList();
        }
    }
}
