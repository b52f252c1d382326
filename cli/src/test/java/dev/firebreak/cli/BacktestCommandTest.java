package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private static final String RUNBOOKS =
            Path.of("..", "runbooks").toAbsolutePath().normalize().toString();
    private static final String ALERT = """
            {"type":"alert.received.v1","id":"01963c5e-0000-7000-8000-000000000001","alert":{
            "id":"01963c5e-0000-7000-8000-000000000002","deliveryKey":"prometheus:1","source":"prometheus","type":"alert",
            "status":"firing","name":"CircuitBreakerOpen","severity":"critical","fingerprint":"5f1c","service":"generation",
            "title":"Circuit breaker open","labels":{"system":"algorhythmic"},"annotations":{},"links":[],
            "startsAt":"2026-03-07T12:00:00Z","receivedAt":"2026-03-07T12:00:01Z"}}""".replace("\n", "");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return FirebreakCommandLine.run(
                new Terminal(new PrintWriter(out), new PrintWriter(err), false),
                Map.of(),
                folder,
                InstantSource.system(),
                words);
    }

    @Test
    void comparesTwoCataloguesAndEndsWithFiveWhenABoundIsCrossed() throws IOException {
        Files.writeString(folder.resolve("alerts.ndjson"), ALERT);

        assertThat(run(
                        "backtest",
                        "--alerts",
                        "alerts.ndjson",
                        "--baseline",
                        RUNBOOKS,
                        "--candidate",
                        RUNBOOKS,
                        "--fail-on",
                        "pages > +0%"))
                .isZero();
        assertThat(out.toString()).containsPattern("incidents +1 +1 +\\+0");
        assertThat(run("backtest", "--alerts", "alerts.ndjson", "--candidate", RUNBOOKS, "--fail-on", "pages > 0"))
                .isEqualTo(ExitCode.BOUND_CROSSED);
        assertThat(err.toString()).contains("crossed: pages > 0");
    }

    @Test
    void saysWhatIsWrongBeforeItBegins() throws IOException {
        Files.writeString(folder.resolve("alerts.ndjson"), "{}");

        assertThat(run("backtest", "--alerts", "alerts.ndjson", "--candidate", RUNBOOKS))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("alerts.ndjson:1: found no signal");
        assertThat(run("backtest", "--alerts", "none.ndjson", "--fail-on", "many pages"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("write FIGURE > VALUE such as 'pages > +10%'");
        assertThat(run("backtest", "--alerts", "alerts.ndjson", "--candidate", "nowhere"))
                .isEqualTo(ExitCode.REFUSED);
    }
}
