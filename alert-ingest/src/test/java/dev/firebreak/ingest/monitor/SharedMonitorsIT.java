package dev.firebreak.ingest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.AlertIngestApplication;
import dev.firebreak.ingest.IngestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, two processes, one set of monitors; then one of them is killed. */
class SharedMonitorsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MONITORS = 24;
    /** Each finished look as the database saw it: which monitor, by whom, and when it was claimed. */
    private static final String JOURNAL = """
            create table ingest.journal (number bigserial, monitor_key text, done_by text, looked_at timestamptz);
            create function ingest.note() returns trigger language plpgsql as $$ begin
                insert into ingest.journal (monitor_key, done_by, looked_at)
                    values (new.monitor_key, old.leased_by, new.looked_at);
                return new;
            end $$;
            create trigger note after update on ingest.monitor for each row
                when (new.looked_at is distinct from old.looked_at) execute function ingest.note();
            """;

    @TempDir
    private Path folder;

    private final String database = SharedInfrastructure.freshDatabase();
    private final Rows rows = new Rows(database);

    @Test
    void noneIsDoneTwiceAndNoneStandsStillWhenAnInstanceDies() throws IOException, InterruptedException {
        try (Shop shop = new Shop()) {
            Shop.catalog(
                    folder,
                    "shared",
                    IntStream.range(0, MONITORS)
                            .mapToObj(i -> "{name: look-" + i + ", service: web, http: {url: \"" + shop.url()
                                    + "/\"}, every: 2s, timeout: 1s, raise: {name: Look, severity: info}}")
                            .toArray(String[]::new));
            Process other = instance();
            try (IngestServer server = IngestServer.start(
                    SharedInfrastructure.kafka().bootstrapServers(), settings().toArray(String[]::new))) {
                await().atMost(PATIENCE).until(() -> rows.keys().size() == MONITORS);
                rows.execute(JOURNAL);
                await().atMost(PATIENCE).until(() -> instances() == 2 && leastLooks("true") >= 3);

                String last =
                        rows.texts("select max(number) from ingest.journal").getFirst();
                other.destroyForcibly().waitFor(); // SIGKILL: whatever it was looking at stays claimed
                await().atMost(PATIENCE).until(() -> leastLooks("number > " + last) >= 4);

                assertThat(server.isReady()).isTrue();
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
        List<String> twice = new ArrayList<>(rows.texts("""
                select monitor_key || ' at ' || looked_at from (
                    select monitor_key, looked_at,
                        lag(looked_at) over (partition by monitor_key order by looked_at) as before from ingest.journal) looks
                where looked_at - before < interval '2 seconds'
                """));
        assertThat(twice).isEmpty();
    }

    private long instances() {
        return rows.texts("select distinct done_by from ingest.journal").size();
    }

    /** Of the monitor that was looked at least often. */
    private int leastLooks(String where) {
        List<String> counts = new ArrayList<>(
                rows.texts("select count(*) from ingest.journal where " + where + " group by monitor_key"));
        return counts.size() < MONITORS
                ? 0
                : counts.stream().mapToInt(Integer::parseInt).min().orElse(0);
    }

    private Process instance() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AlertIngestApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "SharedMonitorsIT-other.log").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("FIREBREAK_INGEST_PORT", "0");
        environment.put("FIREBREAK_KAFKA", SharedInfrastructure.kafka().bootstrapServers());
        settings().forEach(setting -> {
            String[] pair = setting.split("=", 2);
            environment.put(pair[0], pair[1]);
        });
        return builder.start();
    }

    private List<String> settings() {
        return Stream.concat(
                        Stream.of(IngestServer.database(database)),
                        Stream.of(
                                "FIREBREAK_CATALOG=" + folder,
                                "FIREBREAK_EGRESS_NETWORKS=127.0.0.0/8",
                                "FIREBREAK_MONITORS_AT_ONCE=4", // so that neither takes all
                                "FIREBREAK_MONITORS_CLAIM_EVERY=100ms",
                                "FIREBREAK_MONITORS_LEASE_MARGIN=1s"))
                .toList();
    }
}
