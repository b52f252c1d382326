package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

    private static final String NDJSON = "application/x-ndjson";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return FirebreakCommandLine.run(
                new Terminal(new PrintWriter(out), new PrintWriter(err), false),
                Map.of(),
                folder,
                InstantSource.fixed(Instant.parse("2026-03-31T12:00:00Z")),
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

    @Test
    void takesTheAlertsThatARunningOneHasRecorded() {
        try (Service service = new Service()) {
            service.answers(
                    "GET /api/alerts/export?from=2026-03-01T12%3A00%3A00Z&system=algorhythmic",
                    200,
                    ALERT + "\n" + ALERT + "\n",
                    Map.of("Content-Type", NDJSON, "Firebreak-Complete-From", "2026-03-05T00:00:00Z"));
            String url = service.uri().toString();

            assertThat(run(
                            "backtest",
                            "--since",
                            "30d",
                            "--system",
                            "algorhythmic",
                            "--from",
                            url,
                            "--token=fb_secret",
                            "--candidate",
                            RUNBOOKS))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains("1 recorded signals").containsPattern("incidents +0 +1 +\\+1");
            assertThat(err.toString()).contains("before 2026-03-05T00:00:00Z alerts may be missing");
            assertThat(service.requests.getFirst().headers()).containsEntry("authorization", "Bearer fb_secret");
        }
    }

    @Test
    void saysWhenTheRecordingBreaksOffOrIsRefused() {
        try (Service service = new Service()) {
            String url = service.uri().toString();
            service.breaksOff("GET /api/alerts/export", ALERT + "\n", Map.of("Content-Type", NDJSON));
            assertThat(run("backtest", "--from", url, "--candidate", RUNBOOKS)).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(err.toString()).contains("broken off after 1 signals");

            service.answers("GET /api/alerts/export?from=2026-01-01T00%3A00%3A00Z", 400, "{\"detail\":\"not kept\"}");
            assertThat(run("backtest", "--from", url, "--since", "2026-01-01T00:00:00Z", "--candidate", RUNBOOKS))
                    .isEqualTo(ExitCode.REFUSED);
            assertThat(err.toString()).contains("400: not kept");

            service.answers("GET /api/alerts/export", 200, "<html>", Map.of("Content-Type", "text/html"));
            assertThat(run("backtest", "--from", url, "--candidate", RUNBOOKS)).isEqualTo(ExitCode.REFUSED);
            assertThat(err.toString()).contains("is not Firebreak");
        }
        assertThat(run("backtest", "--candidate", RUNBOOKS)).isEqualTo(ExitCode.USAGE);
        assertThat(run("backtest", "--alerts", "x", "--since", "30d", "--candidate", RUNBOOKS))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("backtest", "--since", "a month", "--candidate", RUNBOOKS))
                .isEqualTo(ExitCode.USAGE);
    }
}
