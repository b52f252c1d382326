package dev.firebreak.remediation.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Processes that die and stand still: whoever goes on never acts twice, and what nobody knows is a person's to judge. */
class WorkersIT {
    private static Workers workers;

    @BeforeAll
    static void start() throws IOException, SQLException {
        workers = new Workers();
        workers.start();
    }

    @AfterAll
    static void stop() throws SQLException {
        workers.close();
    }

    @Test
    void whereverAProcessDiesNothingIsDoneTwice() throws IOException {
        for (CrashPoints.Point point : CrashPoints.Point.values()) {
            workers.arm(point + ".halt");
            Incident incident = workers.open("call", "at-" + point);
            assertThat(workers.awaitDeath().exitValue()).as(point.name()).isEqualTo(137);
            workers.start();

            String state = workers.awaitEnd(incident);

            boolean isKnown = switch (point) {
                case BEFORE_OFFSET, BEFORE_INTENT, AFTER_OUTCOME -> true;
                case AFTER_INTENT, AFTER_EFFECT -> false;
            };
            assertThat(state).as(point.name()).isEqualTo(isKnown ? "SUCCEEDED" : "NEEDS_PERSON");
            assertThat(workers.calls("at-" + point))
                    .as(point.name())
                    .isEqualTo(point == CrashPoints.Point.AFTER_INTENT ? 0 : 1);
        }
    }

    @Test
    void aProcessThatIsKilledDuringTheCallLeavesItToAPerson() throws IOException {
        Incident incident = workers.open("call", "hang/during");
        await().atMost(Workers.SOON).until(() -> workers.calls("hang/during") == 1);
        workers.kill();
        workers.start();

        assertThat(workers.awaitEnd(incident)).isEqualTo("NEEDS_PERSON");
        Files.createFile(workers.folder.resolve("answer"));
        assertThat(workers.calls("hang/during")).isEqualTo(1);
    }

    @Test
    void aProcessThatStoodStillForLongDoesNothingMore() throws IOException, InterruptedException {
        workers.start();
        for (CrashPoints.Point point : List.of(CrashPoints.Point.BEFORE_INTENT, CrashPoints.Point.AFTER_INTENT)) {
            workers.arm(point + ".stop");
            String order = "still-" + point;
            Incident incident = workers.open("call", order);
            await().atMost(Workers.SOON).until(() -> Files.exists(workers.folder.resolve("stopped")));
            String state = workers.awaitEnd(incident);
            await().atMost(Workers.SOON).pollDelay(Duration.ofSeconds(12)).until(() -> true); // three leases
            String pid = Files.readString(workers.folder.resolve("stopped"));
            Files.delete(workers.folder.resolve("stopped"));
            new ProcessBuilder("kill", "-CONT", pid).start().waitFor();
            Incident next = workers.open("call", order + "-next"); // and it works on
            assertThat(workers.awaitEnd(next)).isEqualTo("SUCCEEDED");

            boolean hasLeft = point == CrashPoints.Point.BEFORE_INTENT;
            assertThat(state).isEqualTo(hasLeft ? "SUCCEEDED" : "NEEDS_PERSON");
            assertThat(workers.calls(order)).isEqualTo(hasLeft ? 1 : 0);
        }
    }

    @Test
    void nothingIsDispatchedOnceTheKillSwitchIsCommitted() throws IOException, SQLException {
        workers.start();
        List<Incident> incidents = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            incidents.add(workers.open("call", "queued-" + i));
        }
        await().atMost(Workers.SOON).until(() -> workers.calls() > 50);
        workers.run("UPDATE remediation.automation SET paused = true WHERE scope = 'global'");
        String thrown = workers.text("SELECT clock_timestamp()::text");

        incidents.forEach(workers::awaitEnd);
        workers.run("UPDATE remediation.automation SET paused = false WHERE scope = 'global'");

        assertThat(workers.text("SELECT count(*) FROM remediation.attempt WHERE dispatched_at > '" + thrown + "'"))
                .isEqualTo("0");
        assertThat(workers.text("SELECT count(*) FROM remediation.attempt WHERE state = 'REFUSED'"))
                .satisfies(refused -> assertThat(Long.parseLong(refused)).isPositive());
    }
}
