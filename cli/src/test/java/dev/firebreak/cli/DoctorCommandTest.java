package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final String SYSTEM = """
            apiVersion: firebreak.dev/v1
            kind: System
            metadata: {name: shop}
            spec:
              title: The shop
              severityLevels:
                P1: {title: Down, severity: critical, respondWithin: 15m}
              services:
                web: {identify: alert.service == 'web'}
              receivers:
                incidents: {slack: {channel: "#incidents"}}
                others: {slack: {channel: "#others"}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final Service service = new Service();

    @BeforeEach
    void allPartsAreOneService() throws IOException {
        Files.createDirectories(folder.resolve("runbooks"));
        Files.writeString(folder.resolve("runbooks/system.yaml"), SYSTEM);
        for (String setting : new String[] {
            "FIREBREAK_URL", "FIREBREAK_INGEST_URL", "FIREBREAK_REMEDIATION_URL", "FIREBREAK_NOTIFIER_URL"
        }) {
            environment.put(setting, service.uri().toString());
        }
        environment.put("FIREBREAK_SLACK_API", service.uri() + "/api/");
        environment.put("FIREBREAK_SLACK_BOT_TOKEN", "xoxb-1");
        environment.put("FIREBREAK_SLACK_SIGNING_SECRET", "8f742231b10e8888abcd99yyyzzz85a5");
        service.answers("GET /actuator/health/readiness", 200, "{\"status\":\"UP\"}")
                .answers("GET /actuator/health", 200, """
                        {"status":"UP","components":{"catalog":{"status":"UP","details":{"version":"abc"}},
                         "slack":{"status":"UP","details":{"messages":"sent","buttons":"refused: nobody may press them"}}}}""")
                .answers("GET /actuator/prometheus", 200, """
                        # HELP x
                        spring_cloud_stream_binder_kafka_offset{group="a",topic="t"} 1500.0
                        spring_cloud_stream_binder_kafka_offset{group="a",topic="u"} NaN
                        """)
                .answers("GET /api/catalog", 200, "{\"version\":\"abc\",\"systems\":[{}],\"problems\":[]}")
                .answers("GET /api/automation", 200, "{\"paused\":false}")
                .answers("GET /api/dead-letters", 200, "{\"items\":[]}");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void saysWhatWorksAndWhatSomebodyShouldKnow() {
        assertThat(run("doctor")).isZero();

        assertThat(service.requests)
                .filteredOn(request -> request.line().endsWith("/prometheus"))
                .isNotEmpty() // a real one refuses to answer in JSON
                .allMatch(request -> "text/plain".equals(request.headers().get("accept")));

        assertThat(out.toString())
                .contains("ok    incident-service     ready at")
                .contains("ok    remediation-service  ready at")
                .contains("1500 messages of Kafka wait for it")
                .contains("warn  slack buttons        refused: nobody may press them")
                .contains("ok    catalogue            1 systems, version abc")
                .contains("warn  catalogue here")
                .contains("ok    automation           runs", "ok    dead letters         none")
                .doesNotContain("fail");
    }

    @Test
    void failsWhenAPartIsDownOrTheNewestCatalogueIsNotUsed() {
        service.answers(
                        "GET /actuator/health/readiness",
                        503,
                        "{\"status\":\"DOWN\",\"components\":{\"r2dbc\":{\"status\":\"DOWN\"},\"readinessState\":{\"status\":\"UP\"}}}")
                .answers("GET /api/catalog", 200, "{\"version\":\"abc\",\"problems\":[\"a.yaml:1:2: found x\"]}")
                .answers("GET /api/automation", 200, "{\"paused\":true}")
                .answers("GET /api/dead-letters", 200, "{\"items\":[{},{}]}");
        environment.put("FIREBREAK_REMEDIATION_URL", "http://127.0.0.1:1");

        assertThat(run("doctor")).isEqualTo(ExitCode.REFUSED);

        assertThat(out.toString())
                .contains("fail  alert-ingest", "is not ready (r2dbc)")
                .contains("fail  remediation-service  nothing answers at http://127.0.0.1:1")
                .contains("fail  catalogue            its newest state has 1 problems", "a.yaml:1:2")
                .contains("warn  automation           is paused")
                .contains("warn  dead letters         2 or more");
    }

    @Test
    void asksSlackAboutTheApp() {
        slackAnswers(String.join(",", SlackApp.SCOPES) + ",channels:read");
        service.answers("POST /slack/events", 200, "doctor-1772366400");

        assertThat(run("doctor", "slack", "--json")).isEqualTo(ExitCode.REFUSED);

        assertThat(out.toString())
                .contains("is firebreak of Sandbox", "the app is in it")
                .contains("the app is not in it: in it, write /invite @firebreak")
                .contains("takes what it signs")
                .contains("\"healthy\":false");
        assertThat(service.requests.getFirst().headers()).containsEntry("authorization", "Bearer xoxb-1");
        assertThat(service.requests.getLast().headers().get("x-slack-signature"))
                .startsWith("v0=");
    }

    @Test
    void namesWhatTheAppLacks() {
        slackAnswers("chat:write");
        service.answers("POST /slack/events", 401, "");

        assertThat(run("doctor", "slack")).isEqualTo(ExitCode.REFUSED);

        assertThat(out.toString())
                .contains(
                        "fail  scopes               missing channels:history, groups:history, commands, users:read, users:read.email:")
                .contains("fail  signing secret       notifier-service does not take what it signs (401)");
    }

    @Test
    void saysWhereTheTokenComesFromWhenThereIsNone() {
        environment.remove("FIREBREAK_SLACK_BOT_TOKEN");
        environment.remove("FIREBREAK_SLACK_SIGNING_SECRET");

        assertThat(run("doctor", "slack")).isEqualTo(ExitCode.REFUSED);

        assertThat(out.toString()).contains("FIREBREAK_SLACK_BOT_TOKEN", "FIREBREAK_SLACK_SIGNING_SECRET");
        assertThat(service.requests).isEmpty();
    }

    @Test
    void asksForNoSignatureWhereTheAppOpensTheConnection() {
        slackAnswers(String.join(",", SlackApp.SCOPES));
        environment.put("FIREBREAK_SLACK_APP_TOKEN", "xapp-1");
        service.answers("POST /api/apps.connections.open", 200, "{\"ok\":false,\"error\":\"not_allowed_token_type\"}");

        assertThat(run("doctor", "slack")).isEqualTo(ExitCode.REFUSED);

        assertThat(out.toString())
                .contains("opens no connection (not_allowed_token_type)", "connections:write")
                .doesNotContain("signing secret");
        assertThat(service.requests.getLast().headers()).containsEntry("authorization", "Bearer xapp-1");
    }

    @Test
    void asksForTheRightsThatTheManifestHas() {
        assertThat(run("slack-manifest", "https://firebreak.example.com")).isZero();

        String manifest = out.toString();
        String scopes = manifest.substring(manifest.indexOf("bot:"), manifest.indexOf("settings:"));
        assertThat(scopes.lines().map(String::strip).filter(line -> line.startsWith("- ")))
                .containsExactlyInAnyOrderElementsOf(
                        SlackApp.SCOPES.stream().map(it -> "- " + it).toList());
    }

    private void slackAnswers(String scopes) {
        service.answers(
                        "POST /api/auth.test",
                        200,
                        "{\"ok\":true,\"user\":\"firebreak\",\"team\":\"Sandbox\"}",
                        Map.of("x-oauth-scopes", scopes))
                .answers(
                        "POST /api/conversations.list?limit=1000&exclude_archived=true&types=public_channel,private_channel",
                        200,
                        "{\"ok\":true,\"channels\":[{\"id\":\"C1\",\"name\":\"incidents\",\"is_member\":true},"
                                + "{\"id\":\"C2\",\"name\":\"others\",\"is_member\":false}]}");
    }

    private int run(String... arguments) {
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(new StringWriter()), false);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        return FirebreakCommandLine.run(terminal, environment, folder, clock, arguments);
    }
}
