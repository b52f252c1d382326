package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Service service = new Service();

    @BeforeEach
    void twoPages() {
        service.answers(
                        "GET /api/incidents?limit=200&system=shop",
                        200,
                        "{\"items\":[" + incident(9, "=cmd|' /C calc'!A0", "2026-03-01T11:00:00Z") + ","
                                + incident(8, "Site, \\\"down\\\"", "2026-02-28T11:00:00Z") + "],\"next\":\"c 2\"}")
                .answers(
                        "GET /api/incidents?limit=200&system=shop&cursor=c%202",
                        200, "{\"items\":[" + incident(7, "Old", "2026-01-01T11:00:00Z") + "]}");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void writesAllPagesAsATableThatNoSpreadsheetTakesForFormulas() {
        assertThat(run("export", "incidents", "--system", "shop")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "number,state,severity,level,system,service,title,openedAt,acknowledgedAt,mitigatedAt,resolvedAt,alertCount",
                        "9,resolved,critical,P0,shop,web,'=cmd|' /C calc'!A0,2026-03-01T11:00:00Z,,,,3",
                        "8,resolved,critical,P0,shop,web,\"Site, \"\"down\"\"\",2026-02-28T11:00:00Z,,,,3",
                        "7,resolved,critical,P0,shop,web,Old,2026-01-01T11:00:00Z,,,,3");
    }

    @Test
    void endsWhereTheTimeEnds() {
        assertThat(run("export", "incidents", "--system", "shop", "--since", "7d", "--json"))
                .isZero();

        assertThat(out.toString())
                .startsWith("[\n {\"number\":9")
                .contains("\n,{\"number\":8")
                .endsWith("\n]\n");
        assertThat(out.toString()).doesNotContain("\"number\":7");
        assertThat(run("export", "incidents", "--since", "yesterday")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void writesMarkdownWithoutBreakingItsTable() {
        assertThat(run("export", "incidents", "--system", "shop", "--format", "markdown"))
                .isZero();

        assertThat(out.toString()).contains("| =cmd\\|' /C calc'!A0 |");
    }

    @Test
    void writesEachPostmortemIntoAFile() throws IOException {
        service.answers("GET /api/incidents/9/postmortem", 200, "# Nine\n")
                .answers("GET /api/incidents/8/postmortem", 200, "# Eight\n");

        assertThat(run("export", "postmortems", "--into", "pm", "--system", "shop", "--since", "2026-02-01T00:00:00Z"))
                .isZero();

        assertThat(Files.readString(folder.resolve("pm/incident-9.md"))).isEqualTo("# Nine\n");
        assertThat(folder.resolve("pm/incident-8.md")).hasContent("# Eight");
        assertThat(out.toString()).contains("Wrote 2 post-mortems");
    }

    @Test
    void writesRecordedAlertsAsTheyAreIntoAFileThatIsThereWhenItIsWhole() throws IOException {
        Map<String, String> ndjson = Map.of("Content-Type", "application/x-ndjson");
        service.answers("GET /api/alerts/export?to=2026-02-28T12%3A00%3A00Z", 200, "{\"a\":1}\n{\"b\":\"ü\"}\n", ndjson)
                .breaksOff("GET /api/alerts/export", "{\"a\":1}\n", ndjson);

        assertThat(run("export", "alerts", "--until", "1d", "--into", "alerts.ndjson"))
                .isZero();
        assertThat(folder.resolve("alerts.ndjson")).hasContent("{\"a\":1}\n{\"b\":\"ü\"}\n");
        assertThat(run("export", "alerts", "--until", "1d", "--into", "alerts.gz", "--json"))
                .isZero();
        try (var bytes = new GZIPInputStream(Files.newInputStream(folder.resolve("alerts.gz")))) {
            assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)).hasLineCount(2);
        }
        assertThat(out.toString()).contains("Wrote 2 signals", "{\"signals\":2,");
        assertThat(run("export", "alerts", "--until", "1d")).isZero();
        assertThat(out.toString()).endsWith("{\"a\":1}\n{\"b\":\"ü\"}\n");

        assertThat(run("export", "alerts", "--into", "broken.ndjson")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("broken off after 1 signals");
        assertThat(folder.resolve("broken.ndjson")).doesNotExist();
    }

    @Test
    void printsACompletionThatBashReads() throws IOException, InterruptedException {
        assertThat(run("completion", "bash")).isZero();
        String bash = out.toString();
        assertThat(bash).contains("dead-letters", "--since");
        Path script = Files.writeString(folder.resolve("completion"), bash, StandardCharsets.UTF_8);
        Process read = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(read.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(read.exitValue()).isZero();

        assertThat(run("completion", "zsh")).isZero();
        assertThat(out.toString()).contains("bashcompinit");
    }

    private static String incident(int number, String title, String openedAt) {
        return "{\"number\":" + number
                + ",\"state\":\"resolved\",\"severity\":\"critical\",\"level\":\"P0\",\"system\":\"shop\","
                + "\"service\":\"web\",\"title\":\"" + title + "\",\"openedAt\":\"" + openedAt + "\",\"alertCount\":3}";
    }

    private int run(String... arguments) {
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        Map<String, String> environment = Map.of("FIREBREAK_URL", service.uri().toString());
        return FirebreakCommandLine.run(terminal, environment, folder, clock, arguments);
    }
}
