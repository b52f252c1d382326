package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void isHeldByOneFirebreakAtATime() {
        Path path = temporary.resolve("data");
        try (DataFolder folder = DataFolder.open(path)) {
            assertThatExceptionOfType(StartupProblem.class)
                    .isThrownBy(() -> DataFolder.open(path))
                    .withMessageContaining("Another Firebreak")
                    .withMessageContaining("process " + ProcessHandle.current().pid())
                    .withMessageContaining("FIREBREAK_DATA");
            assertThat(folder.path()).isEqualTo(path);
        }

        DataFolder.open(path).close();
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.createFile(temporary.resolve("data"));

        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> DataFolder.open(file))
                .withMessageContaining("is a file");
    }

    @Test
    void saysWhatToDoWhereItCannotBeWritten() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> DataFolder.open(Path.of("/proc/firebreak")))
                .withMessageContaining("Cannot write to the data folder /proc/firebreak")
                .withMessageContaining("--data");
    }

    @Test
    void isEmptiedOnlyWhenAFirebreakMadeIt() throws IOException {
        Path foreign = Files.createDirectory(temporary.resolve("photos"));
        Files.createFile(foreign.resolve("holiday.jpg"));
        Path own = temporary.resolve("demo");
        DataFolder.open(own).close();

        DataFolder.empty(own);

        assertThat(own).doesNotExist();
        assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> DataFolder.empty(foreign));
        assertThat(foreign.resolve("holiday.jpg")).exists();
    }
}
