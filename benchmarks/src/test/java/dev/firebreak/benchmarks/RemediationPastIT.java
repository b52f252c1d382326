package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That finished remediations cost no reading, counted in rows, as in {@link CorePastIT}. */
class RemediationPastIT {
    private static final int PAST = 12_000;

    private static final int COUNT = 40;
    /** Of one table, for one remediation with its verification, and for the loops that look for what is due. */
    private static final int ROWS_EACH = 250;

    @TempDir
    Path work;

    @Test
    void aRemediationReadsAsMuchAsWithoutAPast() throws Exception {
        try (Http http = new Http();
                RemediationInstance instance = RemediationInstance.start(work, http);
                IncidentSender sender = new IncidentSender(instance);
                FinishedRemediations database = new FinishedRemediations(instance.addresses())) {
            assertThat(sender.send("first", 2, 0).missing()).isZero();
            database.settle();
            database.add(PAST);

            RowsRead before = RowsRead.now(instance.addresses(), "remediation");
            assertThat(sender.send("measured", COUNT, 20).missing()).isZero();
            database.settle();
            Map<String, RowsRead.Rows> read = RowsRead.now(instance.addresses(), "remediation")
                    .since(before)
                    .byTable();

            assertThat(read).containsKeys("remediation", "attempt", "incident_view", "event_log");
            assertThat(read).allSatisfy((table, rows) -> {
                assertThat(rows.scanned()).as("rows of whole scans").isLessThan(PAST);
                assertThat(rows.fetched()).as("rows by index").isLessThan(COUNT * ROWS_EACH);
            });
        }
    }
}
