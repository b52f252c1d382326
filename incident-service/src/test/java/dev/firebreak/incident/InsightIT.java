package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static dev.firebreak.incident.Remediations.fact;
import static dev.firebreak.incident.Remediations.remediation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.catalog.schema.CatalogSchema;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Ids;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What can be read off incidents once they are there, and that all of it is described. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsightIT {
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
    void describesEveryHandlerAndRefersToNothingThatIsMissing() {
        JsonNode document = Wire.JSON.readTree(
                firebreak.call(firebreak.anonymous("/openapi.json")).body());

        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        var described = new TreeSet<String>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        var handled = new TreeSet<String>();
        firebreak
                .service()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class)) { // no page
                        mapping.getPatternsCondition()
                                .getPatterns()
                                .forEach(pattern -> mapping.getMethodsCondition()
                                        .getMethods()
                                        .forEach(method -> handled.add(method + " " + pattern.getPatternString())));
                    }
                });
        assertThat(described).isEqualTo(handled).contains("GET /api/incidents/{id}", "POST /api/tokens");
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
        assertThat(document.path("paths")
                        .propertyStream()
                        .flatMap(path -> path.getValue()
                                .valueStream()
                                .map(operation -> operation.path("operationId").asString())))
                .doesNotHaveDuplicates();
    }

    @Test
    void editorsNeedNoLoginForTheLanguageOfTheRunbooks() {
        assertThat(firebreak.call(firebreak.anonymous("/schema/runbook.json")).body())
                .isEqualTo(CatalogSchema.of(StepTypes.standard()));
    }

    @Test
    void answersAreAsDescribed() {
        Incident incident = open("Described");
        firebreak.post("/api/incidents/" + incident.id() + "/acknowledge", "{\"note\": \"on it\"}");
        JsonNode document = firebreak.getJson("/openapi.json");
        SchemaCheck check = new SchemaCheck(document);
        List<String> problems = new ArrayList<>();

        Map.of(
                        "/api/incidents", "/api/incidents",
                        "/api/incidents/{id}", "/api/incidents/" + incident.id(),
                        "/api/incidents/{id}/timeline", "/api/incidents/" + incident.id() + "/timeline",
                        "/api/incidents/{id}/why", "/api/incidents/" + incident.id() + "/why",
                        "/api/alerts/{id}/why",
                                "/api/alerts/" + incident.trigger().id() + "/why",
                        "/api/statistics", "/api/statistics",
                        "/api/deployments", "/api/deployments",
                        "/api/catalog", "/api/catalog",
                        "/api/automation", "/api/automation",
                        "/api/audit", "/api/audit")
                .forEach((path, address) -> {
                    JsonNode schema = document.path("paths")
                            .path(path)
                            .path("get")
                            .path("responses")
                            .path("200")
                            .path("content")
                            .path("application/json")
                            .path("schema");
                    assertThat(schema.isMissingNode()).as(path).isFalse();
                    check.problems(schema, firebreak.getJson(address)).forEach(problem -> problems.add(path + problem));
                });

        assertThat(problems).isEmpty();
    }

    @Test
    void tellsWhyAnIncidentStandsAsItDoes() {
        Incident incident = open("Why");
        firebreak.post("/api/incidents/" + incident.id() + "/resolve", "{\"reason\": \"fixed\"}");
        firebreak.post("/api/incidents/" + incident.id() + "/acknowledge", "{}");

        JsonNode why = firebreak.getJson("/api/incidents/" + incident.number() + "/why");

        assertThat(why.path("level").get(0).path("decision").asString()).contains("Opened at P1");
        assertThat(why.path("level").get(0).path("catalogVersion").asString()).isNotEmpty();
        assertThat(why.path("escalation").size()).isGreaterThanOrEqualTo(2);
        assertThat(why.path("notYet").get(0).path("unless").asString()).endsWith("acknowledged");
        assertThat(why.path("refusals").get(0).path("decision").asString()).contains("resolved");
    }

    @Test
    void tellsWhichGuardRefusedAnActionAndWhy() {
        Incident incident = open("Refused");
        firebreak.send(Wire.of(fact(
                1,
                new RemediationEvent.ActionRefused(
                        "rollback", "cooldown", List.of(), null, "rolled back 3 min ago, once in 30 min at most"),
                remediation(incident, UUID.randomUUID(), RemediationState.RUNNING))));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak
                                .getJson("/api/incidents/" + incident.id() + "/why")
                                .path("refusals")
                                .valueStream())
                        .singleElement()
                        .satisfies(refusal -> {
                            assertThat(refusal.path("decision").asString()).contains("once in 30 min at most");
                            assertThat(refusal.path("catalogVersion").asString())
                                    .isNotEmpty();
                        }));
    }

    @Test
    void draftsAPostmortemAndKeepsWhatPeopleMakeOfIt() {
        Incident incident = open("Learned");
        firebreak.post("/api/incidents/" + incident.id() + "/notes", "{\"text\": \"<b>cold</b> cache\"}");
        firebreak.post("/api/incidents/" + incident.id() + "/resolve", "{}");
        String path = "/api/incidents/" + incident.id() + "/postmortem";

        HttpResponse<String> draft = firebreak.get(path);
        assertThat(draft.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/markdown"));
        assertThat(draft.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(draft.body().lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## Summary",
                        "## Impact",
                        "## Timeline",
                        "## Times",
                        "## Root cause",
                        "## Action items",
                        "## What automation did");
        assertThat(draft.body()).contains("&lt;b&gt;cold&lt;/b&gt; cache").doesNotContain("<b>");

        assertThat(put(path, "# Learned", null).statusCode()).isEqualTo(428);
        HttpResponse<String> kept = put(path, "# Learned", "\"0\"");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        assertThat(kept.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(put(path, "# Overwritten", "\"0\"").statusCode()).isEqualTo(412);
        assertThat(put(path, "# Learned more", "\"1\"").statusCode()).isEqualTo(200);

        assertThat(firebreak.get(path).body()).isEqualTo("# Learned more");
        assertThat(firebreak.get(path + "?version=1").body()).isEqualTo("# Learned");
        assertThat(firebreak.get(path + "?version=0").body()).startsWith("# Post-mortem");
        assertThat(firebreak.get(path + "?version=7").statusCode()).isEqualTo(404);
        JsonNode versions = firebreak.getJson(path + "/versions").path("items");
        assertThat(versions.size()).isEqualTo(2);
        assertThat(versions.get(0).path("actor").path("id").asString()).isEqualTo("admin");
    }

    @Test
    void countsAndTimesIncidents() {
        Incident incident = open("Counted");
        firebreak.post("/api/incidents/" + incident.id() + "/acknowledge", "{}");
        firebreak.sql("update incident set opened_at = '2025-05-05T10:00:00Z', resolved_at = '2025-05-05T11:00:00Z',"
                + " snapshot = jsonb_set(snapshot, '{acknowledgedAt}', '\"2025-05-05T10:05:00Z\"') where id = '"
                + incident.id() + "'");

        JsonNode statistics =
                firebreak.getJson("/api/statistics?system=shop&since=2025-05-01T00:00:00Z&until=2025-06-01T00:00:00Z");

        JsonNode times = statistics.path("services").get(0).path("times");
        assertThat(times.path("incidents").asInt()).isEqualTo(1);
        assertThat(times.path("meanTimeToAcknowledge").asString()).isEqualTo("PT5M");
        assertThat(times.path("meanTimeToResolve").asString()).isEqualTo("PT1H");
        assertThat(statistics.path("days").get(0).path("day").asString()).isEqualTo("2025-05-05T00:00:00Z");
        assertThat(firebreak
                        .get("/api/statistics?since=2020-05-01T00:00:00Z&until=2025-06-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void showsWhatProductionRan() {
        live("dpl_1", "prj_web", Instant.parse("2026-02-01T10:00:00Z"));
        live("dpl_2", "prj_web", Instant.parse("2026-02-01T11:00:00Z"));
        live("dpl_x", "prj_other", Instant.parse("2026-02-01T12:00:00Z"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deployments("")).containsExactly("dpl_x", "dpl_2", "dpl_1"));
        assertThat(deployments("?system=shop&service=web")).containsExactly("dpl_2", "dpl_1");
        assertThat(deployments("?system=shop&service=api")).isEmpty();
        JsonNode first = firebreak.getJson("/api/deployments?limit=2");
        assertThat(deployments("?limit=2&cursor=" + first.path("next").asString()))
                .containsExactly("dpl_1");
    }

    private List<String> deployments(String query) {
        return firebreak
                .getJson("/api/deployments" + query)
                .path("items")
                .valueStream()
                .map(item -> item.path("deployment").path("id").asString())
                .toList();
    }

    private void live(String id, String project, Instant at) {
        Deployment deployment =
                new Deployment(id, "vercel", project, null, "production", null, null, null, null, null, at);
        firebreak.send(Wire.of(
                new Signal.DeploymentChanged(EventId.next(), "test:" + id, deployment, DeploymentState.LIVE, at, at)));
    }

    private HttpResponse<String> put(String path, String text, @Nullable String ifMatch) {
        var request = firebreak.request(path).header("Content-Type", "text/markdown");
        return firebreak.call(
                (ifMatch == null ? request : request.header("If-Match", ifMatch)).PUT(BodyPublishers.ofString(text)));
    }

    private Incident open(String prefix) {
        String fingerprint = prefix + "-" + Ids.next();
        firebreak.send(Wire.of(Alerts.firing(prefix, "web")
                .fingerprint(fingerprint)
                .severity(Severity.ERROR)
                .signal()));
        return await().atMost(SOON)
                .until(
                        () -> firebreak.facts("web").stream()
                                .map(IncidentFact::incident)
                                .filter(incident ->
                                        incident.trigger().fingerprint().equals(fingerprint))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
