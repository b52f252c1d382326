package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static dev.firebreak.incident.Remediations.fact;
import static dev.firebreak.incident.Remediations.remediation;
import static dev.firebreak.incident.Remediations.step;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The console as a browser asks for it: pages, commands, who may what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
    private final NotifierStandIn notifier = new NotifierStandIn();

    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @SuppressWarnings("NullAway.Init")
    private Console ray;

    @BeforeAll
    void start() {
        firebreak = new Harness(
                "--FIREBREAK_SANDBOXED=Slack,Vercel", "--FIREBREAK_NEIGHBOURS=notifier-service=" + notifier.address());
        ray = Console.loggedIn(firebreak, "ray", "always-on-call");
    }

    @AfterAll
    void stop() {
        firebreak.close();
        notifier.close();
    }

    @Test
    void whoIsNotLoggedInIsBroughtToTheLoginAndBack() {
        Console stranger = new Console(firebreak);

        HttpResponse<String> answer = stranger.page("/incidents/7");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/login?next=%2Fincidents%2F7");
        assertThat(stranger.text("/login?next=/incidents/7")).contains("value=\"/incidents/7\"");
        assertThat(stranger.text("/login?next=//evil.example")).contains("name=\"next\" value=\"/\"");

        HttpResponse<String> wrong = stranger.form("/login", Map.of("user", "ray", "password", "guessed"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("Unknown user or wrong password").doesNotContain("guessed");
    }

    @Test
    void aPartOfAPageOfWhoIsNotLoggedInSendsThePageToTheLogin() {
        HttpResponse<String> answer = firebreak.call(
                firebreak.anonymous("/now").header("HX-Request", "true").GET());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/login?next=%2F");
    }

    @Test
    void aLoginOutlivesTheServiceAndEndsWithTheLogout() {
        Console vera = Console.loggedIn(firebreak, "vera", "look-but-not-touch");
        firebreak.stopServices();
        firebreak.startService();

        assertThat(vera.text("/")).contains("vera");
        assertThat(vera.form("/logout", Map.of()).statusCode()).isEqualTo(303);
        assertThat(vera.page("/").statusCode()).isEqualTo(303);
    }

    @Test
    void whatHappensNowShowsWhatIsOpen() {
        Incident incident = firebreak.open("<script>alert(1)</script>", "web");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ray.text("/"))
                        .contains("/incidents/" + incident.number(), "Sandbox:", "Slack, Vercel", "shop", "P1"));
        assertThat(ray.text("/")).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
    }

    @Test
    void aPageMayRunOurScriptAndSpeakToUsAndNothingElse() {
        HttpResponse<String> answer = ray.page("/");

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body()).doesNotContain("https://", " style=\"", " onclick=");
    }

    @Test
    void theFirstViewWeighsLessThanAHundredKilobytes() {
        List<String> files = Pattern.compile("(?:href|src)=\"(/(?:console|webjars|favicon)[^\"]*)\"")
                .matcher(ray.text("/"))
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();

        assertThat(files).hasSize(4);
        assertThat(ray.weight("/") + files.stream().mapToInt(ray::weight).sum()).isLessThan(100_000);
    }

    @Test
    void itsFilesAreKeptByBrowsers() {
        HttpResponse<String> page = ray.page("/");
        String style = page.body().replaceAll("(?s).*href=\"(/console/console.css[^\"]*)\".*", "$1");

        for (String file : new String[] {style, "/webjars/htmx.org/2.0.7/dist/htmx.min.js"}) {
            HttpResponse<String> answer = ray.page(file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("max-age=31536000");
        }
    }

    @Test
    void aCommandNeedsTheMarkOfThePageAndTheRole() {
        Incident incident = firebreak.open("Pressed", "web");
        String acknowledge = "/api/incidents/" + incident.number() + "/acknowledge";
        ray.page("/");

        HttpResponse<String> forged = ray.send(ray.request(acknowledge)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("did not come from a page of this console");

        Console vera = Console.loggedIn(firebreak, "vera", "look-but-not-touch");
        vera.page("/");
        assertThat(vera.command("POST", acknowledge, "{}").statusCode()).isEqualTo(403);

        HttpResponse<String> answer = ray.command("POST", acknowledge, "{\"note\": \"on it\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(firebreak
                        .getJson("/api/incidents/" + incident.number() + "/timeline")
                        .toString())
                .contains("\"origin\":\"console\"");
    }

    @Test
    void anIncidentIsShownWithItsStoryAndWhatCanBeDone() {
        Incident incident = firebreak.open("Shown", "web");
        String page = "/incidents/" + incident.number();
        ray.page(page);
        ray.command("POST", "/api" + page + "/notes", "{\"text\": \"<b>cold</b> cache\"}");

        assertThat(ray.text(page))
                .contains(
                        "Shown on web", "&lt;b&gt;cold&lt;/b&gt; cache", "Add note", "<svg class=\"chart\"", "1 firing")
                .doesNotContain("<b>cold");
        assertThat(ray.text("/incidents/" + incident.id())).contains("Shown on web");
        assertThat(ray.text("/alerts/" + incident.trigger().id() + "/why")).contains("opened", "no runbook matches");
        assertThat(Console.loggedIn(firebreak, "vera", "look-but-not-touch").text(page))
                .contains("Shown on web")
                .doesNotContain("Add note");
        assertThat(ray.page("/incidents/4711").statusCode()).isEqualTo(404);
        assertThat(ray.page("/incidents/nonsense").body()).contains("no incident nonsense");
    }

    @Test
    void theCommandsThatFitTheStateAreButtonsAndTheRestIsBehindMore() {
        Incident incident = firebreak.open("Steered", "web");
        String page = "/incidents/" + incident.number();
        String[] opened = ray.text(page).split("id=\"more\"", -1);
        assertThat(opened[0])
                .contains("/acknowledge\"", "/resolve\"", "/escalate\"")
                .doesNotContain("/merge\"", "/severity\"");
        assertThat(opened[1])
                .contains("/assign\"", "/severity\"", "/silence\"", "/merge\"", page + "/postmortem\"")
                .doesNotContain("/acknowledge\"", "/resolve\"", "/escalate\"");

        ray.command("POST", "/api" + page + "/acknowledge", "{}");
        assertThat(ray.text(page).split("id=\"more\"", -1)[0])
                .contains("/resolve\"", "/escalate\"")
                .doesNotContain("/acknowledge\"", "/merge\"", "id=\"take\"");

        ray.command("POST", "/api" + page + "/assign", "{\"to\": \"Kim\"}");
        assertThat(ray.text(page))
                .contains("id=\"take\"", "name=\"to\" value=\"ray\"", "<dt>Owner</dt><dd>Kim</dd>")
                .contains("Handed over to Kim by ray, until now ray&#39;s");
        assertThat(ray.text("/now")).contains("Kim");

        ray.command("POST", "/api" + page + "/resolve", "{\"reason\": \"gone\"}");
        assertThat(ray.text(page))
                .contains("/reopen\"", "/close\"", page + "/postmortem\"")
                .doesNotContain("id=\"more\"", "/resolve\"", "/escalate\"", "/merge\"");
    }

    @Test
    void itsAlertsAreSilencedFromThePage() {
        Incident incident = firebreak.open("Loud", "web");
        String page = "/incidents/" + incident.number();
        assertThat(ray.text(page)).contains("data-api=\"/api" + page + "/silence\"", "name=\"lasts\"");

        HttpResponse<String> answer =
                ray.command("POST", "/api" + page + "/silence", "{\"reason\": \"known\", \"lasts\": \"30m\"}");

        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(firebreak.getJson("/api/silences").toString())
                                .contains("known", "Loud"));
    }

    @Test
    void whatBelongsTogetherIsMergedFromThePage() {
        Incident one = firebreak.open("Same", "web");
        Incident other = firebreak.open("Twin", "web");
        String page = "/incidents/" + one.number();
        assertThat(ray.text(page)).contains("data-api=\"/api" + page + "/merge\"", "name=\"into\"");

        HttpResponse<String> answer = ray.command(
                "POST", "/api" + page + "/merge", "{\"into\": \"" + other.number() + "\", \"reason\": \"one cause\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ray.text(page)).contains("Goes on in", "href=\"/incidents/" + other.number() + "\"");
        assertThat(ray.text("/incidents/" + other.number()))
                .contains("data-api=\"/api/incidents/" + other.number() + "/split\"", "name=\"fingerprints\"");
    }

    @Test
    void aPostMortemIsWrittenWithAPreviewThatRunsNothing() {
        Incident incident = firebreak.open("Learned", "web");
        String page = "/incidents/" + incident.number() + "/postmortem";

        assertThat(ray.text(page)).contains("data-text=\"/api" + page, "Keep this version", "Export");
        HttpResponse<String> preview = ray.form(
                page + "/preview", Map.of("text", "# Cause\n<img src=x onerror=alert(1)> [x](javascript:alert(1))"));
        assertThat(preview.body()).contains("<h1>Cause</h1>", "&lt;img src=x").doesNotContain("<img", "javascript:");
        assertThat(ray.send(ray.request("/api" + page)).body()).startsWith("# Post-mortem");
    }

    @Test
    void everyPageIsShownToWhoMaySeeIt() {
        firebreak.open("Counted", "web");
        firebreak.send("firebreak.alerts", "broken", Map.of("ce_type", "nonsense"), "{ broken".getBytes(UTF_8));

        assertThat(ray.text("/automation")).contains("remediation-service has not told its bounds yet", "Trust");
        assertThat(ray.text("/catalogue")).contains("Web shop", "outage.yaml", "Would this alert match?");
        assertThat(ray.text("/catalogue/shop/outage")).contains("What it does", "kind: Runbook", "in force");
        assertThat(ray.page("/catalogue/shop/nonsense").statusCode()).isEqualTo(404);
        assertThat(ray.text("/insight?days=366")).contains("minutes saved", "shop / web", "Counted");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ray.text("/delivery"))
                        .contains("firebreak.alerts", "Replay", "notifier-service does not answer"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ray.text("/delivery"))
                        .containsPattern(
                                "incident-service</th><td><code>firebreak.alerts</code></td><td class=\"num \">0<"));
        assertThat(ray.page("/access").statusCode()).isEqualTo(403);
        Console admin = Console.loggedIn(firebreak, "admin", Harness.PASSWORD);
        new Console(firebreak).login("ray", "guessed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(admin.text("/access")).contains("ray", "responder", "POST /login"));
    }

    @Test
    void aLimitThatHoldsAStepBackIsShownUntilItMayActAgain() {
        Incident incident = firebreak.open("Slow", "web");
        dispatched(incident, "purge", "vercel.purgeCache", "project prj_cooling");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ray.text("/automation"))
                        .contains("project prj_cooling", "slow-pages / purge", "cooldown of 10m")
                        .containsPattern("<meter min=\"0\" max=\"1\" value=\"0\\.\\d+[^\"]*\" data-from=\"20[^\"]*\""
                                + " data-until=\"20[^\"]*\""));

        dispatched(incident, "rollback", "vercel.rollback", "project prj_cooling");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ray.text("/automation"))
                        .contains("slow-pages / rollback", "at most 1 in 30m")
                        .doesNotContain("cooldown of 5m"));
    }

    private void dispatched(Incident incident, String step, String action, String target) {
        Remediation told = remediation(incident, UUID.randomUUID(), RemediationState.RUNNING);
        Remediation slowPages = new Remediation(
                told.id(),
                told.incidentId(),
                new RunbookRef("shop", "slow-pages", "Slow pages"),
                told.service(),
                told.catalogVersion(),
                told.state(),
                List.of(step(step, StepKind.ACTION, StepStatus.VERIFYING)),
                told.startedAt(),
                null);
        Plan plan = new Plan(action, target, null, "as it should be", List.of(), "v", "hash");
        firebreak.send(Wire.of(fact(1, new RemediationEvent.ActionDispatched(step, 1, plan, null, "acts"), slowPages)));
    }

    @Test
    void whoIsStillToBeToldIsShownOneByOne() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ray.text("/delivery")).contains("Everybody knows what they have to know"));
        Incident incident = firebreak.open("<i>Owed</i>", "web");
        List<Map<String, Object>> owed = new ArrayList<>();
        owed.add(obligation(incident.id().value(), "on-call", "refused", Map.of("reason", "PagerDuty answers 400")));
        owed.add(obligation(incident.id().value(), "robot", "waiting", Map.of("nextTryAt", "2036-01-01T00:00:00Z")));
        UUID unknown = UUID.randomUUID();
        IntStream.range(0, 19)
                .forEach(n -> owed.add(
                        obligation(n == 18 ? unknown : incident.id().value(), "mail-" + n, "sending", Map.of())));
        notifier.owes(owed);
        try {
            // the page waits a second for the notifier, then does without it
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(ray.text("/delivery"))
                            .contains(
                                    "PagerDuty answers 400",
                                    "href=\"/incidents/" + incident.number() + "\"",
                                    "#" + incident.number() + " &lt;i&gt;Owed",
                                    "opened",
                                    "every few minutes",
                                    "datetime=\"2036-01-01T00:00:00Z\"",
                                    "mail-17",
                                    "owed=2")
                            .doesNotContain("<i>Owed", "mail-18", "Everybody knows"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(ray.text("/delivery?owed=2"))
                            .contains("mail-18", "href=\"/incidents/" + unknown + "\"", "← worse")
                            .doesNotContain("mail-17", "more →"));
            assertThat(ray.page("/delivery?owed=0").body()).contains("parameter 'owed' is not a number from 1 to 500");
        } finally {
            notifier.owes(List.of());
        }
    }

    private static Map<String, Object> obligation(
            UUID incident, String receiver, String state, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "id",
                UUID.randomUUID(),
                "incident",
                incident,
                "transition",
                "opened#1",
                "receiver",
                receiver,
                "vendor",
                "pagerduty",
                "state",
                state,
                "since",
                "2026-11-28T12:00:00Z",
                "deadline",
                "2026-11-28T12:01:00Z",
                "attempts",
                3));
        all.putAll(more);
        return all;
    }

    @Test
    void saysWhatAnAlertWouldBecome() {
        ray.page("/catalogue");
        assertThat(ray.form(
                                "/catalogue/match",
                                Map.of("name", "HealthCheckFailed", "service", "web", "severity", "critical"))
                        .body())
                .contains("An incident, by runbook outage", "shop / web");
        assertThat(ray.form("/catalogue/match", Map.of("name", "Odd", "service", "nowhere", "severity", "info"))
                        .body())
                .contains("No incident (unknown-service)");
    }

    @Test
    void showsWhatABacktestFound() {
        ray.page("/catalogue");
        HttpResponse<String> shown = ray.command("POST", "/catalogue/backtest", """
                {"signals": 16, "from": "2026-03-07T12:00:00Z", "to": "2026-03-08T03:00:00Z", "hasBaseline": true,
                 "assumptions": {"people": "answer nothing"},
                 "baseline": {"catalogVersion": "old", "incidents": 4, "reopened": 1, "pages": 7, "messages": 4,
                   "escalations": 3, "done": 1, "asked": 0, "said": 0, "refused": 1, "alerts": {"opened": 4}},
                 "candidate": {"catalogVersion": "new", "incidents": 5, "reopened": 1, "pages": 3, "messages": 5,
                   "escalations": 3, "done": 0, "asked": 2, "said": 0, "refused": 0},
                 "counts": {"opened": 1},
                 "differences": [{"kind": "OPENED", "baseline": [], "candidate": [{"number": 2,
                   "title": "<b>Errors</b> on api", "system": "shop", "service": "api", "runbook": "errors",
                   "level": "P1", "openedAt": "2026-03-07T13:00:02Z", "alerts": 1, "pages": 2}]}]}""");

        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body())
                .contains("16 signals", "&lt;b&gt;Errors", "shop / api, errors", "people answer nothing")
                .contains("Neither side is the catalogue that is in force now")
                .containsPattern("pages</th>\\s*<td[^>]*>7</td>\\s*<td[^>]*>3</td>\\s*<td[^>]*>−4<");
        for (String other : List.of("{}", "[]", "not JSON", "")) {
            HttpResponse<String> refused = ray.command("POST", "/catalogue/backtest", other);
            assertThat(refused.statusCode()).as(other).isEqualTo(400);
            assertThat(refused.body()).contains("no backtest result");
        }
        HttpResponse<String> large = ray.command("POST", "/catalogue/backtest", " ".repeat(2_000_001));
        assertThat(large.statusCode()).isEqualTo(400);
        assertThat(large.body()).contains("larger than 2000000 bytes");
    }

    @Test
    void programsStillFindTheWayFromTheBareAddress() {
        HttpResponse<String> answer = firebreak.call(firebreak.anonymous("/").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("/api/incidents");
    }

    @Test
    void aSampleAlertBecomesAnIncident() {
        ray.page("/");
        assertThat(ray.form("/sample-alert", Map.of()).body()).contains("Sent.");

        await().atMost(SOON).untilAsserted(() -> assertThat(ray.text("/")).contains("Sample alert from the console"));
        Console vera = Console.loggedIn(firebreak, "vera", "look-but-not-touch");
        vera.page("/");
        assertThat(vera.form("/sample-alert", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void anOpenPageIsToldOfChanges() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Thread listener = Thread.ofVirtual()
                .start(() -> ray.events("/live", line -> {
                    if (line.equals("event:changed")) {
                        told.incrementAndGet();
                    }
                }));
        await().atMost(SOON).until(() -> told.get() > 0);
        int before = told.get();

        firebreak.open("Told", "web");

        await().atMost(SOON).until(() -> told.get() > before);
        listener.interrupt();
        listener.join();
    }
}
