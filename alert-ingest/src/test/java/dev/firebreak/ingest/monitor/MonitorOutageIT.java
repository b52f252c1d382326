package dev.firebreak.ingest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.IngestServer;
import dev.firebreak.ingest.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes and comes back. */
class MonitorOutageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void monitorsGoOnWhenTheDatabaseIsBack() {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("data"), 0);
        try (Shop shop = new Shop();
                IngestServer server = IngestServer.start(
                        SharedInfrastructure.kafka().bootstrapServers(),
                        "FIREBREAK_DATABASE_URL=" + database.url(),
                        "FIREBREAK_DATABASE_USER=" + database.user(),
                        "FIREBREAK_DATABASE_PASSWORD=" + database.password(),
                        "FIREBREAK_CATALOG=" + shop.healthCheckedIn(folder.resolve("runbooks"), "outage"),
                        "FIREBREAK_EGRESS_NETWORKS=127.0.0.0/8")) {
            await().atMost(PATIENCE).until(() -> shop.requests() > 1);

            database.close();
            await().atMost(PATIENCE).until(() -> !server.bean(Database.class).isReady());
            int before = shop.requests();

            try (EmbeddedDatabase back = EmbeddedDatabase.start(folder.resolve("data"), database.port())) {
                await().atMost(PATIENCE).until(() -> shop.requests() > before + 3);
                assertThat(back.port()).isEqualTo(database.port());
            }
        } finally {
            database.close();
        }
    }
}
