package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static dev.firebreak.incident.Harness.basic;
import static dev.firebreak.incident.Remediations.fact;
import static dev.firebreak.incident.Remediations.remediation;
import static dev.firebreak.incident.Remediations.step;
import static dev.firebreak.incident.Remediations.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.remediation.DryRun;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiIT {
    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        firebreak = new Harness();
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void givesAnIncidentToSomebody() {
        Incident incident = open("Handed");
        String path = "/api/incidents/" + incident.id();

        JsonNode given = Wire.JSON.readTree(firebreak
                .post(path + "/assign", "{\"to\": \"Kim\", \"mail\": \"kim@example.com\"}")
                .body());
        assertThat(given.at("/assignedTo/name").asString()).isEqualTo("Kim");
        assertThat(given.at("/assignedTo/mail").asString()).isEqualTo("kim@example.com");
        assertThat(given.at("/state").asString()).isEqualTo("triggered");

        assertThat(problem(firebreak.post(path + "/assign", "{\"to\": \"Kim\", \"mail\": \"nowhere\"}"))
                        .path("pointer")
                        .asString())
                .isEqualTo("/mail");
        firebreak.post(path + "/resolve", "{}");
        HttpResponse<String> late = firebreak.post(path + "/assign", "{\"to\": \"Lee\"}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(problem(late).path("detail").asString()).contains("resolved");
    }

    @Test
    void carriesAnIncidentThroughItsLife() {
        Incident incident = open("Lifecycle");
        String path = "/api/incidents/" + incident.id();

        assertThat(state(firebreak.post(path + "/acknowledge", "{\"note\": \"on it\"}"), 200))
                .isEqualTo("acknowledged");
        assertThat(state(firebreak.post(path + "/acknowledge", "{}"), 200)).isEqualTo("acknowledged");
        assertThat(firebreak
                        .post(path + "/notes", "{\"text\": \"cache is cold\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(state(firebreak.post(path + "/resolve", "{\"reason\": \"fixed\"}"), 200))
                .isEqualTo("resolved");

        HttpResponse<String> late = firebreak.post(path + "/acknowledge", "{}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(problem(late).path("detail").asString()).contains("resolved");

        assertThat(state(firebreak.call(firebreak.request(path + "/reopen").POST(BodyPublishers.noBody())), 200))
                .isEqualTo("triggered");
        JsonNode items = firebreak.getJson(path + "/timeline").path("items");
        assertThat(items.valueStream().map(item -> item.path("type").asString()))
                .contains(
                        "incident.opened.v1",
                        "incident.acknowledged.v1",
                        "incident.noteAdded.v1",
                        "incident.resolved.v1",
                        "incident.commandRefused.v1",
                        "incident.reopened.v1");
        assertThat(items.valueStream().map(item -> item.path("text").asString()))
                .contains("admin: cache is cold");
    }

    @Test
    void whatIsClosedIsNotReopenedByWhatFiresAnew() {
        Incident incident = open("Closing");
        String path = "/api/incidents/" + incident.id();

        assertThat(firebreak.post(path + "/close", "{\"reason\": \"noise\"}").statusCode())
                .isEqualTo(409);
        assertThat(state(firebreak.post(path + "/resolve", "{\"reason\": \"fixed\"}"), 200))
                .isEqualTo("resolved");
        assertThat(state(firebreak.post(path + "/close", "{\"reason\": \"no post-mortem needed\"}"), 200))
                .isEqualTo("closed");
        firebreak.send(
                Wire.of(Alerts.firing("Closing", "api").severity(Severity.ERROR).signal()));
        Incident next = await().atMost(SOON)
                .until(
                        () -> firebreak.facts("api").stream()
                                .filter(fact -> fact.event() instanceof IncidentEvent.Opened)
                                .map(IncidentFact::incident)
                                .filter(each -> each.trigger().name().equals("Closing"))
                                .toList(),
                        opened -> opened.size() == 2)
                .getLast();

        assertThat(next.number()).isGreaterThan(incident.number());
        assertThat(firebreak.getJson(path).path("state").asString()).isEqualTo("closed");
        assertThat(firebreak.post(path + "/reopen", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void handsARunbookThatAPersonWantsToRemediation() {
        Incident incident = open("Running");
        String path = "/api/incidents/" + incident.id();

        assertThat(firebreak.post(path + "/run", "{\"runbook\": \"outage\"}").statusCode())
                .isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak.records(Topic.COMMANDS.topicName()))
                        .map(record -> Wire.read(record.value(), Command.class))
                        .anySatisfy(command -> assertThat(command)
                                .isInstanceOfSatisfying(Command.RunRunbook.class, it -> {
                                    assertThat(it.incidentId()).isEqualTo(incident.id());
                                    assertThat(it.runbook()).isEqualTo("outage");
                                })));
        assertThat(state(firebreak.post(path + "/resolve", "{}"), 200)).isEqualTo("resolved");
        assertThat(firebreak.post(path + "/run", "{\"runbook\": \"outage\"}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void listsNewestFirstInPages() {
        open("List-1");
        open("List-2");
        open("List-3");

        JsonNode first = firebreak.getJson("/api/incidents?state=open&system=shop&service=api&limit=2");
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(first.path("items").get(0).path("number").asLong())
                .isGreaterThan(first.path("items").get(1).path("number").asLong());
        JsonNode second = firebreak.getJson(
                "/api/incidents?state=open&limit=2&cursor=" + first.path("next").asString());
        assertThat(second.path("items").get(0).path("number").asLong())
                .isLessThan(first.path("items").get(1).path("number").asLong());
        assertThat(firebreak
                        .getJson("/api/incidents?system=other")
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void aLineOfTheListSaysWhatTheIncidentSays() {
        Incident incident = open("Line");
        String path = "/api/incidents/" + incident.id();
        assertThat(state(firebreak.post(path + "/acknowledge", "{}"), 200)).isEqualTo("acknowledged");

        JsonNode line = firebreak
                .getJson("/api/incidents?limit=200")
                .path("items")
                .valueStream()
                .filter(each -> each.path("number").asLong() == incident.number())
                .findFirst()
                .orElseThrow();
        JsonNode whole = firebreak.getJson(path);
        assertThat(line.propertyNames())
                .contains("id", "title", "level", "firingCount", "alertCount", "openedAt", "acknowledgedBy")
                .doesNotContain("alerts", "trigger", "receivers", "correlationKey")
                .allSatisfy(name -> assertThat(line.get(name)).isEqualTo(whole.get(name)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET  | /api/nothing                | 404 |
                    GET  | /api/incidents/4711         | 404 |
                    GET  | /api/incidents/not-an-id    | 404 |
                    GET  | /api/incidents?state=strange| 400 | no state 'strange'
                    GET  | /api/incidents?limit=0      | 400 | limit
                    GET  | /api/incidents?colour=red   | 400 | colour
                    GET  | /api/remediations/x         | 400 |
                    GET  | /api/alerts/00000000-0000-0000-0000-000000000000/why | 404 |
                    PUT  | /api/incidents              | 405 |
                    PUT  | /api/automation             | 415 |
                    """)
    void answersEveryErrorAsAProblem(String method, String path, int status, @Nullable String detail) {
        HttpResponse<String> answer = firebreak.call(
                firebreak.request(path).method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "x")));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem(answer).path("status").asInt()).isEqualTo(status);
        assertThat(problem(answer).path("detail").asString()).contains(detail == null ? "" : detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"scope": "global", "paused": "perhaps", "reason": "x"} | /paused
                    {"scope": "everything", "paused": true, "reason": "x"}  | /scope
                    {"paused": true}                                        | /reason
                    {"pausd": true, "reason": "x"}                          | /pausd
                    {"paused": true, "reason": "x"                          | ''
                    """)
    void pointsAtWhatIsWrongInABody(String body, String pointer) {
        HttpResponse<String> answer = firebreak.call(firebreak
                .request("/api/automation")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(problem(answer).path("pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String text = "x".repeat(100_000);
        assertThat(firebreak
                        .post("/api/incidents/" + open("TooLarge").id() + "/notes", "{\"text\": \"" + text + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void letsNobodyInWithoutAPasswordAndNobodyFurtherThanTheirRole() {
        assertThat(firebreak.call(firebreak.anonymous("/api/incidents")).statusCode())
                .isEqualTo(401);
        HttpResponse<String> wrong = firebreak.call(
                firebreak.anonymous("/api/incidents").header("Authorization", basic("admin", "wrong-password")));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("Basic"));
        assertThat(problem(wrong).path("status").asInt()).isEqualTo(401);

        HttpRequest.Builder look =
                firebreak.anonymous("/api/incidents").header("Authorization", basic("vera", "look-but-not-touch"));
        assertThat(firebreak.call(look).statusCode()).isEqualTo(200);
        HttpResponse<String> touch = firebreak.call(firebreak
                .anonymous("/api/incidents/1/acknowledge")
                .header("Authorization", basic("vera", "look-but-not-touch"))
                .POST(BodyPublishers.noBody()));
        assertThat(touch.statusCode()).isEqualTo(403);
        assertThat(problem(touch).path("status").asInt()).isEqualTo(403);
        assertThat(touch.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void refusesChangesThatAnotherSiteMakesInAPersonsName() {
        HttpResponse<String> answer = firebreak.call(firebreak
                .request("/api/incidents/1/resolve")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void isOpenOnlyWhereItSaysNothing() {
        assertThat(firebreak.call(firebreak.anonymous("/")).statusCode()).isEqualTo(200);
        assertThat(firebreak
                        .call(firebreak.anonymous("/actuator/health/liveness"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(firebreak
                        .call(firebreak.anonymous("/actuator/health/readiness"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(firebreak.call(firebreak.anonymous("/actuator/prometheus")).body())
                .contains("firebreak_");
        assertThat(firebreak.call(firebreak.anonymous("/actuator/env")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void showsTheCatalogue() {
        JsonNode catalog = firebreak.getJson("/api/catalog");

        assertThat(catalog.path("systems").get(0).path("name").asString()).isEqualTo("shop");
        assertThat(catalog.path("version").asString()).hasSize(64);
        assertThat(catalog.path("problems").size()).isZero();
    }

    @Test
    void takesInHowARemediationGoesAndSendsAnswersToItsQuestions() {
        Incident incident = open("Remediated");
        UUID approvalId = UUID.randomUUID();
        Remediation waiting = remediation(incident, approvalId, RemediationState.AWAITING_APPROVAL);
        firebreak.send(Wire.of(fact(1, new RemediationEvent.Started("started"), waiting)));
        String path = "/api/remediations/" + waiting.id();
        await().atMost(SOON).until(() -> firebreak.get(path).statusCode() == 200);

        assertThat(firebreak.post(path + "/approve", "{}").statusCode()).isEqualTo(400);
        assertThat(firebreak
                        .post(path + "/approve", "{\"approvalId\": \"" + UUID.randomUUID() + "\"}")
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> approved = firebreak.post(path + "/approve", "{\"approvalId\": \"" + approvalId + "\"}");
        assertThat(approved.statusCode()).isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak.records(Topic.COMMANDS.topicName()))
                        .map(record -> Wire.read(record.value(), Command.class))
                        .anySatisfy(command -> assertThat(command)
                                .isInstanceOfSatisfying(Command.ApproveStep.class, it -> {
                                    assertThat(it.approvalId()).isEqualTo(approvalId);
                                    assertThat(it.actor().roles()).containsExactly("admin");
                                })));

        Remediation done = remediation(incident, approvalId, RemediationState.SUCCEEDED, waiting.id());
        firebreak.send(Wire.of(fact(2, new RemediationEvent.Verified("rollback", null, "healthy 3 times"), done)));
        firebreak.send(
                Wire.of(fact(3, new RemediationEvent.Finished(RemediationState.SUCCEEDED, "rolled back"), done)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak.facts("api").stream()
                                .filter(fact -> fact.incident().id().equals(incident.id()))
                                .toList())
                        .anySatisfy(fact -> {
                            assertThat(fact.event()).isInstanceOf(IncidentEvent.Mitigated.class);
                            assertThat(fact.incident().state()).isEqualTo(IncidentState.MITIGATED);
                        }));
        JsonNode shown = firebreak.getJson("/api/incidents/" + incident.id());
        assertThat(shown.path("remediation").path("state").asString()).isEqualTo("succeeded");
        assertThat(shown.path("remediation").path("steps").get(0).path("id").asString())
                .isEqualTo("rollback");
    }

    @Test
    void showsCallsAndTrustAndLetsPeopleTickAndBreakTheGlass() {
        Incident incident = open("Projected");
        Remediation running = remediation(incident, UUID.randomUUID(), RemediationState.RUNNING);
        Plan plan = new Plan("vercel.rollback", "prj_web", "dpl_bad", "dpl_good", List.of(), "v", "hash");
        firebreak.send(Wire.of(
                fact(1, new RemediationEvent.ActionDispatched("rollback", 1, plan, null, "rolls back"), running)));
        firebreak.send(Wire.of(fact(2, new RemediationEvent.ActionApplied("rollback", 1, "dpl_bad", "done"), running)));
        firebreak.send(Wire.of(fact(
                3,
                new RemediationEvent.TrustChanged("rollback", StepMode.APPROVE, StepMode.AUTO, 5, "5 good ones"),
                running)));
        Step tell = step("tell", StepKind.MANUAL, StepStatus.OPEN);
        Step refused = step("reset", StepKind.ACTION, StepStatus.REFUSED);
        Remediation over = with(running, tell, refused);
        firebreak.send(Wire.of(fact(4, new RemediationEvent.Finished(RemediationState.FAILED, "refused"), over)));
        String path = "/api/remediations/" + running.id();
        await().atMost(SOON)
                .until(() -> firebreak.get(path).statusCode() == 200
                        && firebreak.getJson(path).path("state").asString().equals("failed"));

        JsonNode attempt = firebreak.getJson(path + "/attempts").path("items").get(0);
        assertThat(attempt.path("outcome").asString()).isEqualTo("applied");
        assertThat(attempt.path("plan").path("to").asString()).isEqualTo("dpl_good");
        assertThat(ids("/api/remediations?state=failed&system=shop&limit=200"))
                .contains(running.id().toString());
        assertThat(ids("/api/remediations?state=running"))
                .doesNotContain(running.id().toString());
        assertThat(firebreak.get("/api/remediations?state=strange").statusCode())
                .isEqualTo(400);

        assertThat(firebreak
                        .post(path + "/steps/tell/done", "{\"note\": \"by mail\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(firebreak.post(path + "/steps/reset/done", "{}").statusCode())
                .isEqualTo(409);
        assertThat(firebreak.post(path + "/steps/none/done", "{}").statusCode()).isEqualTo(404);
        assertThat(firebreak
                        .post(
                                path + "/steps/reset/break-glass",
                                "{\"guards\": [\"cooldown\"], \"reason\": \"customers cannot pay\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(firebreak
                        .post(path + "/steps/reset/break-glass", "{\"reason\": \"x\"}")
                        .statusCode())
                .isEqualTo(400);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak.records(Topic.COMMANDS.topicName()))
                        .map(record -> Wire.read(record.value(), Command.class))
                        .anyMatch(Command.TickStep.class::isInstance)
                        .anyMatch(Command.BreakGlass.class::isInstance));
    }

    @Test
    void aDryRunIsAskedForAndItsAnswerShown() {
        String body = "{\"system\": \"shop\", \"runbook\": \"outage\", \"alert\": {\"name\": \"Down\"}}";
        HttpResponse<String> asked = firebreak.post("/api/dry-runs", body);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        UUID id = UUID.fromString(Wire.JSON.readTree(asked.body()).path("id").asString());
        assertThat(firebreak.getJson("/api/dry-runs/" + id).path("state").asString())
                .isEqualTo("asked");
        assertThat(firebreak
                        .post("/api/dry-runs", body.replace("outage", "none"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(firebreak
                        .post("/api/dry-runs", "{\"system\": \"shop\", \"runbook\": \"outage\"}")
                        .statusCode())
                .isEqualTo(400);

        firebreak.send(Wire.of(new DryRunFact(
                EventId.next(),
                Instant.now(),
                Actor.FIREBREAK,
                new DryRun(id, "shop", "outage", "api", "v", false, List.of(), null))));

        await().atMost(SOON)
                .until(() -> firebreak
                        .getJson("/api/dry-runs/" + id)
                        .path("report")
                        .path("service")
                        .asString("")
                        .equals("api"));
    }

    @Test
    void showsTheBoundsOfAutomationAndTheirUse() {
        assertThat(firebreak.get("/api/automation/trust?system=shop").statusCode())
                .isEqualTo(200);
        Incident incident = open("Bounded");
        Remediation failed = with(
                remediation(incident, UUID.randomUUID(), RemediationState.RUNNING),
                step("rollback", StepKind.ACTION, StepStatus.VERIFYING));
        Plan plan = new Plan("vercel.rollback", "prj_bounds", "dpl_bad", "dpl_good", List.of(), "v", "hash");
        firebreak.send(Wire.of(
                fact(1, new RemediationEvent.ActionDispatched("rollback", 1, plan, null, "rolls back"), failed)));
        firebreak.send(Wire.of(new BoundsFact(
                EventId.next(),
                Instant.now(),
                3,
                5,
                1,
                Duration.ofMinutes(30),
                2,
                Duration.ofMinutes(15),
                0.4,
                10,
                2,
                List.of("vercel.rollback"))));
        await().atMost(SOON)
                .until(() -> firebreak.get("/api/automation/budgets").statusCode() == 200
                        && firebreak
                                .getJson("/api/automation/budgets")
                                .path("attempts")
                                .toString()
                                .contains("prj_bounds"));

        JsonNode budgets = firebreak.getJson("/api/automation/budgets");

        assertThat(budgets.path("remediationsPerHour").path("bound").asInt()).isEqualTo(5);
        JsonNode attempt = budgets.path("attempts")
                .valueStream()
                .filter(it -> it.path("target").asString().equals("prj_bounds"))
                .findFirst()
                .orElseThrow();
        assertThat(attempt.path("incident").asString()).isEqualTo(incident.id().toString());
        assertThat(attempt.path("tried").path("used").asInt()).isEqualTo(1);
        assertThat(attempt.path("tried").path("bound").asInt()).isEqualTo(2);
        JsonNode rollbacks = budgets.path("rollbacks").get(0);
        assertThat(rollbacks.path("service").asString()).isEqualTo(failed.service());
        assertThat(rollbacks.path("automatic").path("used").asInt()).isPositive();
        assertThat(rollbacks.path("automatic").path("freesAt").asString("")).isNotEmpty();
        assertThat(budgets.path("systems")
                        .get(0)
                        .path("failuresInARow")
                        .path("used")
                        .asInt())
                .isPositive();
        assertThat(budgets.path("systems")
                        .get(0)
                        .path("openIncidents")
                        .path("bound")
                        .asInt())
                .isEqualTo(10);
    }

    private List<String> ids(String path) {
        return firebreak
                .getJson(path)
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Test
    void showsWhereAutomationIsPaused() {
        HttpResponse<String> asked = firebreak.call(firebreak
                .request("/api/automation")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"paused\": true, \"reason\": \"release day\"}")));
        assertThat(asked.statusCode()).isEqualTo(202);

        firebreak.send(Wire.of(new AutomationFact(
                EventId.next(), Instant.now(), Actor.FIREBREAK, "system:shop", true, "release day")));

        await().atMost(SOON)
                .until(() -> firebreak.getJson("/api/automation").path("paused").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"global", "system:shop", "service:shop/web", "action:vercel.rollback"})
    void takesEveryScopeOfTheKillSwitch(String scope) {
        String reason = "scope " + scope;
        HttpResponse<String> asked = firebreak.call(firebreak
                .request("/api/automation")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        "{\"scope\": \"" + scope + "\", \"paused\": true, \"reason\": \"" + reason + "\"}")));

        assertThat(asked.statusCode()).isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak.records(Topic.COMMANDS.topicName()))
                        .map(record -> Wire.read(record.value(), Command.class))
                        .anySatisfy(command -> assertThat(command)
                                .isInstanceOfSatisfying(Command.PauseAutomation.class, it -> {
                                    assertThat(it.scope()).isEqualTo(scope);
                                    assertThat(it.reason()).isEqualTo(reason);
                                })));
    }

    private Incident open(String name) {
        return firebreak.open(name, "api");
    }

    private static String state(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Wire.JSON.readTree(answer.body()).path("state").asString();
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        return Wire.JSON.readTree(answer.body());
    }
}
