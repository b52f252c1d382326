package dev.firebreak.remediation.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Processes that die and stand still: whoever goes on never acts twice, and what nobody knows is a person's to judge. */
class WorkersIT {
    private static Workers workers;

    @BeforeAll
    static void start() throws IOException, SQLException {
        workers = new Workers();
        workers.atLeast(2);
    }

    @AfterAll
    static void stop() throws SQLException {
        workers.close();
    }

    @Test
    void whereverAProcessDiesNothingIsDoneTwice() throws IOException, SQLException {
        for (CrashPoints.Point point : CrashPoints.Point.values()) {
            workers.arm(point + ".halt");
            Incident incident = workers.open("call", "at-" + point);
            assertThat(workers.awaitDeath().exitValue()).as(point.name()).isEqualTo(137);
            workers.endLease(incident);
            workers.start(); // the other one goes on meanwhile

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
    void aProcessThatIsKilledDuringTheCallLeavesItToAPerson() throws IOException, SQLException {
        workers.atLeast(1);
        Incident incident = workers.open("call", "hang/during");
        await().atMost(Workers.SOON).until(() -> workers.calls("hang/during") == 1);
        workers.kill();
        workers.endLease(incident);
        workers.atLeast(2);

        assertThat(workers.awaitEnd(incident)).isEqualTo("NEEDS_PERSON");
        Files.createFile(workers.folder.resolve("answer"));
        assertThat(workers.calls("hang/during")).isEqualTo(1);
    }

    @Test
    void aProcessThatStoodStillForLongDoesNothingMore() throws IOException, InterruptedException, SQLException {
        List<CrashPoints.Point> points = List.of(CrashPoints.Point.BEFORE_INTENT, CrashPoints.Point.AFTER_INTENT);
        workers.atLeast(points.size() + 1);
        Map<CrashPoints.Point, String> states = new EnumMap<>(CrashPoints.Point.class);
        for (CrashPoints.Point point : points) {
            workers.arm(point + ".stop");
            Incident incident = workers.open("call", "still-" + point);
            await().atMost(Workers.SOON).until(() -> Files.exists(workers.folder.resolve(point + ".stopped")));
            workers.endLease(incident);
            states.put(point, workers.awaitEnd(incident));
        }
        workers.awaitLease(); // theirs are over too, by their own clocks
        for (CrashPoints.Point point : points) {
            String pid = Files.readString(workers.folder.resolve(point + ".stopped"));
            new ProcessBuilder("kill", "-CONT", pid).start().waitFor();
        }
        for (Incident next : workers.open("call", List.of("a-next", "b-next", "c-next", "d-next"))) {
            assertThat(workers.awaitEnd(next)).as("it works on").isEqualTo("SUCCEEDED");
        }

        assertThat(states)
                .containsEntry(CrashPoints.Point.BEFORE_INTENT, "SUCCEEDED")
                .containsEntry(CrashPoints.Point.AFTER_INTENT, "NEEDS_PERSON");
        assertThat(workers.calls("still-BEFORE_INTENT")).isEqualTo(1);
        assertThat(workers.calls("still-AFTER_INTENT")).isZero();
    }

    @Test
    void nothingIsDispatchedOnceTheKillSwitchIsCommitted() throws IOException, SQLException {
        workers.atLeast(2);
        int ended = Integer.parseInt(
                workers.text("SELECT count(*) FROM remediation.remediation WHERE finished_at IS NOT NULL"));
        int called = workers.calls();
        List<Incident> incidents = workers.open(
                "call", IntStream.range(0, 1_000).mapToObj(i -> "queued-" + i).toList());
        await().atMost(Workers.SOON).until(() -> workers.calls() > called + 50);
        workers.run("UPDATE remediation.automation SET paused = true WHERE scope = 'global'");
        String thrown = workers.text("SELECT clock_timestamp()::text");

        workers.awaitEnds(ended + incidents.size());
        workers.run("UPDATE remediation.automation SET paused = false WHERE scope = 'global'");

        assertThat(workers.text("SELECT count(*) FROM remediation.attempt WHERE dispatched_at > '" + thrown + "'"))
                .isEqualTo("0");
        assertThat(workers.text("SELECT count(*) FROM remediation.attempt WHERE state = 'REFUSED'"))
                .satisfies(refused -> assertThat(Long.parseLong(refused)).isPositive());
    }
}
