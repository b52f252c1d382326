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
    /** So many are unfinished together, and hold their targets. */
    private static final int BURST = 1_000;
    /** Three of its own; one that looks through what others hold reads ten and more of so many. */
    private static final int ATTEMPTS_EACH = 6;
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

            check(sender, database, instance, "one after the other", COUNT, 20);
            assertThat(check(sender, database, instance, "at once", BURST, 0))
                    .hasEntrySatisfying(
                            "attempt",
                            rows -> assertThat(rows.fetched())
                                    .as("attempts, which are found by their keys (decision 0056)")
                                    .isLessThan(BURST * ATTEMPTS_EACH));
        }
    }

    private static Map<String, RowsRead.Rows> check(
            IncidentSender sender,
            FinishedRemediations database,
            RemediationInstance instance,
            String run,
            int count,
            int perSecond)
            throws Exception {
        RowsRead before = RowsRead.now(instance.addresses(), "remediation");
        assertThat(sender.send(run.replace(' ', '-'), count, perSecond).missing())
                .isZero();
        database.settle();
        Map<String, RowsRead.Rows> read =
                RowsRead.now(instance.addresses(), "remediation").since(before).byTable();

        assertThat(read).containsKeys("remediation", "attempt", "incident_view", "event_log");
        assertThat(read).allSatisfy((table, rows) -> {
            assertThat(rows.scanned()).as("rows of whole scans, %s", run).isLessThan(PAST);
            assertThat(rows.fetched()).as("rows by index, %s", run).isLessThan((long) count * ROWS_EACH);
        });
        return read;
    }
}
