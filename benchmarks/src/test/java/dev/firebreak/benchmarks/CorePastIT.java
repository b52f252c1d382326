package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a past costs no reading, counted in rows: a statement that has lost its index is slow only where nobody looks
 * before it is too late.
 */
class CorePastIT {
    private static final int PAST = 12_000;

    private static final int OPENINGS = 100;
    /** Of one table, for one opening with all that follows from it: the index of words, the relay, the clocks. */
    private static final int ROWS_EACH = 100;

    @TempDir
    Path work;

    @Test
    void anOpeningReadsAsMuchAsWithoutAPast() throws Exception {
        try (Http http = new Http();
                CoreInstance instance = CoreInstance.start(work, Files.createDirectories(work.resolve("data")), http);
                FactWatch watch = new FactWatch(instance.bootstrapServers());
                CoreLoad load = new CoreLoad(instance.bootstrapServers(), watch);
                CorePast past = new CorePast(instance.addresses(), _ -> {})) {
            load.send(CoreAlerts.firing("pastclosed", 1));
            past.await("pastclosed", true);
            load.send(CoreAlerts.resolved("pastclosed", 1));
            past.await("pastclosed", false);
            past.write("pastclosed", PAST);
            past.tidy();
            past.awaitIndexed();

            RowsRead before = RowsRead.now(instance.addresses(), "incident");
            load.openings("measured", 20, Duration.ofSeconds(OPENINGS / 20));
            Map<String, RowsRead.Rows> read =
                    RowsRead.now(instance.addresses(), "incident").since(before).byTable();

            assertThat(read).containsKeys("incident", "event_log", "incident_search", "alert_trace", "incident_alert");
            assertThat(read).allSatisfy((table, rows) -> {
                assertThat(rows.scanned()).as("rows of whole scans").isLessThan(PAST);
                assertThat(rows.fetched()).as("rows by index").isLessThan(OPENINGS * ROWS_EACH);
            });
        }
    }
}
