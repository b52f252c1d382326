package dev.firebreak.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.IngestServer;
import dev.firebreak.ingest.Samples;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The edge and its database, which comes and goes. */
class DatabaseIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void alertsAreTakenWithoutADatabaseAndItsTablesAreMadeWhenItComes() {
        int port;
        try (EmbeddedDatabase reserved = EmbeddedDatabase.start(folder, 0)) {
            port = reserved.port();
        }
        String url = "postgresql://127.0.0.1:" + port + "/firebreak";
        try (IngestServer server =
                IngestServer.start(SharedInfrastructure.kafka().bootstrapServers(), settings(url, "later"))) {
            server.awaitReady();
            assertThat(server.prometheus(Samples.alertmanager("HighErrorRate", "checkout", "firing"))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(server.bean(Database.class).isReady()).isFalse();
            assertThat(server.get("/actuator/health").body()).contains("does not answer");
        }

        EmbeddedDatabase database = EmbeddedDatabase.start(folder, port);
        try (IngestServer server = IngestServer.start(
                SharedInfrastructure.kafka().bootstrapServers(), settings(url, database.password()))) {
            Awaitility.await().atMost(PATIENCE).until(server.bean(Database.class)::isReady);
            assertThat(rowsIn(server)).isZero();

            database.close();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !server.bean(Database.class).isReady());
            assertThat(server.isReady()).isTrue();

            try (EmbeddedDatabase back = EmbeddedDatabase.start(folder, port)) {
                Awaitility.await().atMost(PATIENCE).until(server.bean(Database.class)::isReady);
                assertThat(rowsIn(server)).isZero();
                assertThat(back.port()).isEqualTo(port);
            }
        } finally {
            database.close();
        }
    }

    private static long rowsIn(IngestServer server) {
        Mono<Long> count = server.bean(DatabaseClient.class)
                .sql("select count(*) as rows from spill")
                .map(row -> row.get("rows", Long.class))
                .one();
        Long rows = server.bean(Database.class).commit(count).block();
        return rows == null ? -1 : rows;
    }

    private static String[] settings(String url, String password) {
        return new String[] {
            "FIREBREAK_DATABASE_URL=" + url,
            "FIREBREAK_DATABASE_USER=firebreak",
            "FIREBREAK_DATABASE_PASSWORD=" + password
        };
    }
}
