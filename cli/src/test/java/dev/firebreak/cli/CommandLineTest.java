package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String INCIDENT = """
            {"id":"01963c5e-0000-7000-8000-000000000001","number":7,"title":"Site\\u001b[2J down","state":"triggered",
             "severity":"critical","level":"P0","system":"voiceaitraining","service":"web","openedAt":"2026-03-01T11:45:00Z",
             "alertCount":3,"firingCount":2,"runbook":{"system":"voiceaitraining","name":"service-outage","title":"x"},
             "remediation":{"state":"running","runbook":{"name":"service-outage"},
               "steps":[{"id":"rollback","status":"awaiting-approval","detail":"roll back to dpl_good"}]}}""";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final Service service = new Service();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void listsOpenIncidentsAndLetsNoTitleMoveTheCursor() {
        service.answers("GET /api/incidents?limit=50&state=open", 200, "{\"items\":[" + INCIDENT + "],\"next\":null}");

        assertThat(run("list", "--url", service.uri().toString())).isZero();

        assertThat(out.toString())
                .contains("7      P0        triggered     voiceaitraining/web                 15m  Site [2J down")
                .doesNotContain("\u001b");
    }

    @Test
    void printsTheSlackAppForAnAddressThatSlackCanReach() {
        assertThat(run("slack-manifest", "https://firebreak.example.com", "--name", "Night watch"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "name: \"Night watch\"",
                        "request_url: https://firebreak.example.com/slack/events",
                        "command: /incident",
                        "- chat:write");

        assertThat(run("slack-manifest", "--socket-mode", "--own-channels")).isZero();
        assertThat(out.toString().substring(out.toString().lastIndexOf("display_information")))
                .contains("socket_mode_enabled: true", "- channels:manage")
                .doesNotContain("url:");

        assertThat(run("slack-manifest", "http://127.0.0.1:8083")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("https://HOST");
        assertThat(run("slack-manifest", "https://a.example", "--name", "x\"\n  evil: true"))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void showsAnIncidentWithItsStepsAndTimeline() {
        service.answers("GET /api/incidents/7", 200, INCIDENT)
                .answers(
                        "GET /api/incidents/7/timeline",
                        200,
                        "{\"items\":[{\"at\":\"2026-03-01T11:45:00Z\",\"text\":\"Opened\",\"actor\":{\"name\":\"prometheus\"}}]}");

        assertThat(run("show", "#7", "--url", service.uri().toString())).isZero();

        assertThat(out.toString())
                .contains("#7 P0 Site")
                .contains("awaiting-approval  rollback")
                .contains("2026-03-01T11:45:00Z  Opened (prometheus)");
    }

    @Test
    void saysWhatBecameOfAnAlert() {
        service.answers("GET /api/alerts/01963c5e/why", 200, """
                {"name":"HealthCheckFailed","service":"web","outcome":"opened","catalogVersion":"abc",
                 "stages":[{"stage":"match","decision":"runbook service-outage"}]}""");

        assertThat(run("why", "01963c5e", "--url", service.uri().toString())).isZero();

        assertThat(out.toString())
                .contains("HealthCheckFailed of web: opened")
                .contains("match        runbook service-outage")
                .doesNotContain("incident");
    }

    @Test
    void acknowledgesAsTheUserOfTheDataFolder() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("credentials"),
                "FIREBREAK_URL=" + service.uri() + "\nFIREBREAK_USER=admin\nFIREBREAK_ADMIN_PASSWORD=hunter22\n");
        service.answers("POST /api/incidents/7/acknowledge", 200, INCIDENT.replace("triggered", "acknowledged"));

        assertThat(run("ack", "7", "-m", "on it")).isZero();

        assertThat(out.toString()).startsWith("#7 is acknowledged");
        assertThat(service.requests.getFirst().text()).isEqualTo("{\"note\":\"on it\"}");
        assertThat(service.requests.getFirst().headers()).containsEntry("authorization", "Basic YWRtaW46aHVudGVyMjI=");
    }

    @Test
    void aTokenOfTheEnvironmentTakesThePlaceOfAPassword() {
        environment.put("FIREBREAK_TOKEN", "fb_secret");
        environment.put("FIREBREAK_ADMIN_PASSWORD", "hunter22");
        service.answers("POST /api/incidents/7/acknowledge", 200, INCIDENT);

        assertThat(run("ack", "7", "--url", service.uri().toString())).isZero();

        assertThat(service.requests.getFirst().headers()).containsEntry("authorization", "Bearer fb_secret");
    }

    @Test
    void thePasswordOfTheDataFolderGoesNowhereElse() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("credentials"), "FIREBREAK_URL=http://127.0.0.1:1\nFIREBREAK_ADMIN_PASSWORD=hunter22\n");
        service.answers("POST /api/incidents/7/resolve", 401, "");

        assertThat(run("resolve", "7", "--url", service.uri().toString())).isEqualTo(4);

        assertThat(service.requests.getFirst().headers()).doesNotContainKey("authorization");
        assertThat(err.toString()).contains("no password is set").contains("FIREBREAK_ADMIN_PASSWORD");
    }

    @Test
    void saysHowToStartWhatDoesNotAnswer() {
        assertThat(run("list", "--url", "http://127.0.0.1:1")).isEqualTo(3);

        assertThat(err.toString())
                .contains("nothing answers at http://127.0.0.1:1")
                .contains("./firebreak up");
    }

    @Test
    void anAddressThatIsNoneIsAWrongCall() {
        assertThat(run("list", "--url", "localhost:8080")).isEqualTo(2);
        environment.put("FIREBREAK_URL", "http://[");
        assertThat(run("list")).isEqualTo(2);

        assertThat(err.toString())
                .contains("'localhost:8080' is no address such as")
                .doesNotContain("Exception");
    }

    @Test
    void aRefusalIsToldInTheServicesWords() {
        service.answers("POST /api/incidents/7/resolve", 409, "{\"title\":\"Conflict\",\"detail\":\"it is resolved\"}");

        assertThat(run("resolve", "7", "--url", service.uri().toString())).isEqualTo(1);

        assertThat(err.toString()).contains("409: it is resolved");
        assertThat(run("show", "../users", "--url", service.uri().toString())).isEqualTo(2);
    }

    @Test
    void nobodyApprovesAPlanThatTheyHaveNotSeen() {
        String asked = INCIDENT.replace("\"detail\":\"roll back to dpl_good\"", """
                "approval":{"id":"q1","by":["responders"],"people":2,"approvedBy":["ada"],"expiresAt":"2026-03-01T12:15:00Z",
                 "plan":{"action":"vercel.rollback","target":"prj_web","from":"dpl_bad","to":"dpl_good",
                  "evidence":["dpl_bad is new"],"guards":["cooldown"],"hash":"abcdef0123456789"}}""")
                .replace("\"remediation\":{", "\"remediation\":{\"id\":\"r1\",");
        service.answers("GET /api/incidents/7", 200, asked)
                .answers("POST /api/remediations/r1/approve", 202, "{\"command\":\"1\"}")
                .answers("POST /api/remediations/r1/reject", 202, "{\"command\":\"1\"}");
        String url = service.uri().toString();

        assertThat(run("approve", "7", "--url", url)).isEqualTo(1);
        assertThat(out.toString())
                .contains("vercel.rollback on prj_web", "from      dpl_bad", "because   dpl_bad is new")
                .contains("passes    cooldown", "1 of 2 people", "Approve with --plan abcdef012345");
        assertThat(run("approve", "7", "--plan", "abcdef9", "--url", url)).isEqualTo(1);
        assertThat(service.requests).noneMatch(request -> request.line().startsWith("POST"));
        assertThat(run("approve", "7", "--plan", "abcdef", "--url", url)).isZero();
        assertThat(service.requests.getLast().text()).isEqualTo("{\"approvalId\":\"q1\"}");
        assertThat(run("reject", "7", "-m", "the database", "--url", url)).isZero();
        assertThat(service.requests.getLast().text()).contains("\"reason\":\"the database\"");
    }

    @Test
    void closesAnIncidentAndRunsARunbook() {
        service.answers("POST /api/incidents/7/close", 200, INCIDENT).answers("POST /api/incidents/7/run", 202, "{}");
        String url = service.uri().toString();

        assertThat(run("close", "7", "--url", url)).isEqualTo(2);
        assertThat(run("close", "7", "-m", "no post-mortem needed", "--url", url))
                .isZero();
        assertThat(service.requests.getLast().text()).isEqualTo("{\"reason\":\"no post-mortem needed\"}");
        assertThat(run("run", "7", "--url", url)).isZero();
        assertThat(service.requests.getLast().text()).isEqualTo("{}");
        assertThat(run("run", "7", "restart", "--url", url)).isZero();
        assertThat(service.requests.getLast().text()).isEqualTo("{\"runbook\":\"restart\"}");
    }

    @Test
    void ticksCancelsAndBreaksTheGlass() {
        service.answers(
                        "GET /api/incidents/7",
                        200,
                        INCIDENT.replace("\"remediation\":{", "\"remediation\":{\"id\":\"r1\","))
                .answers("POST /api/remediations/r1/steps/tell/done", 202, "{}")
                .answers("DELETE /api/remediations/r1/steps/tell/done", 202, "{}")
                .answers("POST /api/remediations/r1/cancel", 202, "{}")
                .answers("POST /api/remediations/r1/steps/rollback/break-glass", 202, "{}");
        String url = service.uri().toString();

        assertThat(run("done", "7", "tell", "-m", "by mail", "--url", url)).isZero();
        assertThat(service.requests.getLast().text()).isEqualTo("{\"note\":\"by mail\"}");
        assertThat(run("done", "7", "tell", "--undo", "--url", url)).isZero();
        assertThat(run("cancel", "7", "--url", url)).isZero();
        assertThat(run("break-glass", "7", "rollback", "--guard", "cooldown,storm", "--url", url))
                .isEqualTo(2);
        assertThat(run("break-glass", "7", "rollback", "--guard", "cooldown,storm", "-m", "now", "--url", url))
                .isZero();
        assertThat(service.requests.getLast().text()).contains("\"guards\":[\"cooldown\",\"storm\"]");
    }

    @Test
    void saysWhatARunbookWouldDo() {
        service.answers("POST /api/dry-runs", 202, "{\"id\":\"d1\"}").answers("GET /api/dry-runs/d1", 200, """
                {"state":"done","report":{"service":"web","steps":[{"step":"rollback","would":"be-refused","detail":"roll back",
                 "guards":[{"guard":"cooldown","allows":false,"reason":"done 5 min ago"},{"guard":"storm","allows":true}]}]}}""");

        assertThat(run(
                        "dry-run",
                        "shop",
                        "outage",
                        "--alert",
                        "Down",
                        "--label",
                        "service=web",
                        "--checks",
                        "--url",
                        service.uri().toString()))
                .isZero();

        assertThat(service.requests.getFirst().text())
                .contains("\"runChecks\":true", "\"labels\":{\"service\":\"web\"}");
        assertThat(out.toString())
                .contains("Would be done for shop/web", "be-refused         rollback", "no: cooldown, done 5 min ago")
                .doesNotContain("storm");
    }

    @Test
    void turnsTheKillSwitch() {
        service.answers("PUT /api/automation", 202, "{\"command\":\"1\"}")
                .answers(
                        "GET /api/automation",
                        200,
                        "{\"paused\":true,\"scopes\":[{\"scope\":\"global\",\"paused\":true,\"reason\":\"deploy\",\"changedBy\":\"admin\"}]}");
        String url = service.uri().toString();

        assertThat(run("automation", "pause", "--url", url)).isEqualTo(2);
        assertThat(run("automation", "pause", "-m", "deploy", "--url", url)).isZero();
        assertThat(run("automation", "status", "--url", url)).isZero();
        assertThat(run("automation", "pause", "--scope", "action:vercel.rollback", "-m", "deploy", "--url", url))
                .isZero();

        assertThat(service.requests.getFirst().text())
                .contains("\"paused\":true", "\"scope\":\"global\"", "\"reason\":\"deploy\"");
        assertThat(service.requests)
                .anySatisfy(it -> assertThat(it.text()).contains("\"scope\":\"action:vercel.rollback\""));
        assertThat(out.toString()).contains("Automation is paused:").contains("global by admin");
    }

    @Test
    void mergesAndSplits() {
        service.answers("POST /api/incidents/7/merge", 200, "{\"number\":7,\"mergedInto\":{\"number\":9}}")
                .answers("POST /api/incidents/9/split", 201, INCIDENT);
        String url = service.uri().toString();

        assertThat(run("merge", "#7", "#9", "--url", url)).isEqualTo(2);
        assertThat(run("merge", "#7", "#9", "-m", "one cable", "--url", url)).isZero();
        assertThat(run("split", "9", "f1", "f2", "--title", "Disk", "-m", "unrelated", "--url", url))
                .isZero();

        assertThat(service.requests.get(0).text()).contains("\"into\":\"9\"", "\"reason\":\"one cable\"");
        assertThat(service.requests.get(1).text()).contains("\"fingerprints\":[\"f1\",\"f2\"]", "\"title\":\"Disk\"");
        assertThat(out.toString()).contains("#7 goes on in #9.").contains("#7 is triggered");
    }

    @Test
    void saysWhyAnIncidentStandsAsItDoes() {
        service.answers("GET /api/incidents/7/why", 200, """
                {"level":[{"at":"2026-03-01T11:45:00Z","decision":"Opened at P0"}],"escalation":[],
                 "refusals":[{"at":"2026-03-01T11:46:00Z","decision":"Refused by cooldown"}]}""");

        assertThat(run("why", "#7", "--url", service.uri().toString())).isZero();

        assertThat(out.toString())
                .contains("level", "  2026-03-01T11:45:00Z  Opened at P0", "Refused by cooldown")
                .doesNotContain("escalation");
    }

    @Test
    void silencesAndEndsThat() {
        String silence =
                "{\"id\":\"s1\",\"state\":\"active\",\"endsAt\":\"2026-03-01T14:00:00Z\",\"matchers\":[\"service=web\"],\"reason\":\"known\"}";
        service.answers("POST /api/silences", 201, silence)
                .answers("GET /api/silences", 200, "{\"items\":[" + silence + "]}")
                .answers("POST /api/silences/s1/expire", 200, silence.replace("active", "ended"));
        String url = service.uri().toString();

        assertThat(run("silence", "add", "--for", "2h", "-m", "known", "--url", url))
                .isEqualTo(2);
        assertThat(run("silence", "add", "service=web", "--for", "2h", "-m", "known", "--url", url))
                .isZero();
        assertThat(run("silence", "list", "--url", url)).isZero();
        assertThat(run("silence", "expire", "s1", "--json", "--url", url)).isZero();
        assertThat(run("silence", "expire", "s2", "--url", url)).isEqualTo(1);

        assertThat(service.requests.getFirst().text())
                .contains("\"matchers\":[\"service=web\"]", "\"lasts\":\"2h\"", "\"reason\":\"known\"");
        assertThat(out.toString())
                .contains("s1  active   until 2026-03-01T14:00:00Z  service=web: known")
                .contains("\"state\":\"ended\"");
        assertThat(err.toString()).contains("404");
    }

    @Test
    void announcesMaintenance() {
        service.answers("POST /api/maintenance", 201, "{\"id\":\"w1\",\"state\":\"open\",\"title\":\"Disks\"}")
                .answers("GET /api/maintenance", 200, "{\"items\":[]}")
                .answers("POST /api/maintenance/w1/end", 200, "{\"id\":\"w1\",\"state\":\"ended\"}");
        String url = service.uri().toString();

        assertThat(run(
                        "maintenance",
                        "announce",
                        "--system",
                        "shop",
                        "--service",
                        "web",
                        "--title",
                        "Disks",
                        "--for",
                        "1h",
                        "--url",
                        url))
                .isZero();
        assertThat(run("maintenance", "list", "--url", url)).isZero();
        assertThat(run("maintenance", "end", "w1", "--url", url)).isZero();

        assertThat(service.requests.getFirst().text())
                .contains("\"services\":[\"web\"]", "\"automation\":\"frozen\"", "\"alerts\":\"held\"");
        assertThat(out.toString()).contains("w1  open", "No maintenance.", "w1  ended");
    }

    @Test
    void replaysAndDiscardsDeadLetters() {
        String letter = "{\"id\":\"d1\",\"state\":\"open\",\"topic\":\"firebreak.alerts\",\"cause\":\"no JSON\"}";
        service.answers("GET /api/dead-letters?state=all", 200, "{\"items\":[" + letter + "]}")
                .answers("POST /api/dead-letters/d1/replay", 200, letter.replace("open", "replayed"))
                .answers("POST /api/dead-letters/d1/discard", 200, letter.replace("open", "discarded"));
        String url = service.uri().toString();

        assertThat(run("dead-letters", "list", "--state", "all", "--url", url)).isZero();
        assertThat(run("dead-letters", "replay", "d1", "--url", url)).isZero();
        assertThat(run("dead-letters", "discard", "d1", "--url", url)).isEqualTo(2);
        assertThat(run("dead-letters", "discard", "d1", "-m", "a test", "--url", url))
                .isZero();

        assertThat(out.toString())
                .contains("d1  open      ", "firebreak.alerts: no JSON", "d1  replayed", "d1  discarded");
        assertThat(service.requests.getLast().text()).isEqualTo("{\"reason\":\"a test\"}");
    }

    @Test
    void sendsWhatTheToolsWouldSendSignedLikeTheirs() {
        environment.put("FIREBREAK_SENTRY_SECRETS", "new-secret,old-secret");
        environment.put("FIREBREAK_VERCEL_SECRETS", "vercel-secret");
        environment.put("FIREBREAK_PROMETHEUS_TOKENS", "token");
        for (String source : new String[] {"sentry", "vercel", "prometheus"}) {
            service.answers("POST /webhooks/" + source, 202, "{\"accepted\":1,\"ids\":[\"a\"]}");
            assertThat(run("send", source, "--url", service.uri().toString())).isZero();
        }

        Service.Request sentry = service.requests.get(0);
        Service.Request vercel = service.requests.get(1);
        assertThat(sentry.headers())
                .containsEntry("sentry-hook-resource", "metric_alert")
                .containsEntry(
                        "sentry-hook-signature",
                        new HexHmac(HexHmac.SHA256, new Secret("new-secret")).sign(sentry.body()));
        assertThat(vercel.headers())
                .containsEntry(
                        "x-vercel-signature",
                        new HexHmac(HexHmac.SHA1, new Secret("vercel-secret")).sign(vercel.body()));
        assertThat(service.requests.get(2).headers()).containsEntry("authorization", "Bearer token");
        assertThat(service.requests.get(2).text()).contains("\"alertname\":\"CircuitBreakerOpen\"");
    }

    @Test
    void cannotSendWithoutASecret() {
        assertThat(run("send", "sentry", "--url", service.uri().toString())).isEqualTo(2);

        assertThat(err.toString()).contains("FIREBREAK_SENTRY_SECRETS");
        assertThat(service.requests).isEmpty();
    }

    @Test
    void validatesAFolder() throws IOException {
        assertThat(run("validate", Path.of("../runbooks").toAbsolutePath().toString()))
                .isZero();
        assertThat(out.toString()).contains("is valid: 5 systems");

        Files.createDirectories(folder.resolve("runbooks"));
        Files.writeString(folder.resolve("runbooks/a.yaml"), "kind: Sytem\n");
        assertThat(run("validate")).isEqualTo(1);
        assertThat(out.toString()).contains("a.yaml:1:7: found 'Sytem'").contains("did you mean System?");
        assertThat(run("validate", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"valid\":false");
    }

    @Test
    void knowsNoOtherCommand() {
        assertThat(run("lst")).isEqualTo(2);
        assertThat(err.toString()).contains("list");
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("Exit codes: 0 done");
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
        int code = FirebreakCommandLine.run(
                terminal, environment, folder, InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")), arguments);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }
}
