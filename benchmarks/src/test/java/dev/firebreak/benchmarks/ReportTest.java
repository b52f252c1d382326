package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void onlyTheFiguresAreReplaced() throws IOException {
        Path readme = folder.resolve("README.md");
        String begin = "<!-- figures: written by benchmarks/run --write -->";
        Files.writeString(readme, "# Before\n" + begin + "\nold\n<!-- end of figures -->\nafter\n");

        new Report("benchmarks/run").facts().fact("memory", "1 MB").writeInto(readme);

        assertThat(readme)
                .content()
                .startsWith("# Before\n" + begin + "\n`benchmarks/run` on ")
                .contains("| memory | 1 MB |")
                .doesNotContain("old")
                .endsWith("<!-- end of figures -->\nafter\n");
    }
}
