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
        String other = "<!-- figures: edge -->\nkept\n<!-- end of figures -->\n";
        String begin = "<!-- figures: incidents -->";
        Files.writeString(readme, "# Before\n" + other + begin + "\nold\n<!-- end of figures -->\nafter\n");

        Report.of("benchmarks/run", "p50").facts().fact("memory", "1 MB").writeInto(readme, "incidents");

        assertThat(readme)
                .content()
                .startsWith("# Before\n" + other + begin + "\n`benchmarks/run` on ")
                .contains("| memory | 1 MB |")
                .doesNotContain("old")
                .endsWith("<!-- end of figures -->\nafter\n");
    }
}
