package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
    private final List<String> done = new ArrayList<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long freeMib = 10_000;
    private boolean sound = true;
    private final DiskWatch disk = new DiskWatch(
            new DiskWatch.Watched(() -> freeMib, () -> sound, () -> done.add("pause"), () -> {
                done.add("resume");
                sound = true;
            }),
            "/data",
            new Terminal(new PrintStream(written, true, StandardCharsets.UTF_8), false));

    @Test
    void leavesFirebreakAloneWhileThereIsSpace() {
        disk.look();
        freeMib = 200;
        disk.look();

        assertThat(done).isEmpty();
    }

    @Test
    void stopsOnceBeforeTheDiskIsFullAndGoesOnWhenThereIsSpaceAgain() {
        freeMib = 100;
        disk.look();
        disk.look();
        freeMib = 200; // more than it stopped at, and not yet enough
        disk.look();
        assertThat(done).containsExactly("pause");

        freeMib = 300;
        disk.look();
        disk.look();

        assertThat(done).containsExactly("pause", "resume");
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("100 MiB are left for /data", "Nothing that was accepted is lost", "goes on");
    }

    @Test
    void endsWhenKafkaHasGivenUp() {
        assertThat(disk.look()).isTrue();
        sound = false;

        assertThat(disk.look()).isFalse();

        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("Nothing that was accepted is lost", "start it again");
    }
}
