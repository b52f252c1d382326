package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String DOCUMENT = """
            # Shop

            ## P1: Cache broken

            1. `redis-cli FLUSHDB`
            2. Call \u001b[2JAda
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("SHOP.md"), DOCUMENT);
    }

    @Test
    void draftsAFolderThatValidatesAndSaysWhatItRecognised() throws IOException {
        assertThat(run("import", "SHOP.md", "--into", "runbooks/shop")).isZero();

        assertThat(out.toString())
                .contains("runbook: 1", "sure    redis.flush", "SHOP.md:5 → 10-cache-broken.yaml")
                .contains("Look at these:", "no severity levels are written")
                .contains("Wrote 2 files")
                .doesNotContain("\u001b");
        assertThat(Files.readString(folder.resolve("runbooks/shop/10-cache-broken.yaml")))
                .contains("action: redis.flush", "mode: approve");
        assertThat(run("validate", "runbooks")).isZero();
    }

    @Test
    void writesNothingOnADryRun() {
        assertThat(run("import", "SHOP.md", "--into", "runbooks/shop", "--dry-run"))
                .isZero();

        assertThat(out.toString()).contains("Would write 2 files");
        assertThat(folder.resolve("runbooks")).doesNotExist();
    }

    @Test
    void overwritesOnlyWhenForced() throws IOException {
        Path system = folder.resolve("runbooks/shop/system.yaml");
        Files.createDirectories(system.getParent());
        Files.writeString(system, "mine");

        assertThat(run("import", "SHOP.md", "--into", "runbooks/shop")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("--force");
        assertThat(system).hasContent("mine");

        assertThat(run("import", "SHOP.md", "--into", "runbooks/shop", "--force"))
                .isZero();
        assertThat(system).content().contains("kind: System");
    }

    @Test
    void tellsAboutFilesThatAreInvalidBesideIt() throws IOException {
        Files.createDirectories(folder.resolve("runbooks/shop"));
        Files.writeString(folder.resolve("runbooks/shop/old.yaml"), "kind: Runbok\n");

        assertThat(run("import", "SHOP.md", "--into", "runbooks/shop", "--force"))
                .isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString()).contains("old.yaml:1:7", "did you mean Runbook?");
    }

    @Test
    void printsFindingsAsJson() {
        assertThat(run("import", "SHOP.md", "--into", "runbooks/shop", "--json", "--dry-run"))
                .isZero();

        assertThat(out.toString()).contains("\"kind\":\"action\"", "\"what\":\"redis.flush\"", "\"written\":false");
    }

    @Test
    void refusesWhatIsNoDocumentOrNoName() {
        assertThat(run("import", "NONE.md", "--into", "runbooks/shop")).isEqualTo(ExitCode.USAGE);
        assertThat(run("import", "SHOP.md", "--into", "runbooks/My Shop")).isEqualTo(ExitCode.USAGE);
        assertThat(run("import", "SHOP.md")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("cannot read NONE.md", "no name for a system", "--into");
    }

    private int run(String... arguments) {
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
        return FirebreakCommandLine.run(terminal, Map.of(), folder, InstantSource.system(), arguments);
    }
}
