package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Two incidents become one, one becomes two, and their alerts follow; each test has alerts of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegroupIT {
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
    void whatIsMergedIsOverAndAllItsAlertsGoOnInTheOther() {
        Incident source = firebreak.open("MergeSource", "api");
        Incident target = firebreak.open("MergeTarget", "api");
        String body = "{\"into\": " + target.number() + ", \"reason\": \"one cable\"}";

        JsonNode merged = read(firebreak.post("/api/incidents/" + source.number() + "/merge", body), 200);

        assertThat(merged.path("state").asString()).isEqualTo("closed");
        assertThat(merged.path("mergedInto").path("number").asLong()).isEqualTo(target.number());
        assertThat(show(target).path("firingCount").asInt()).isEqualTo(2);
        read(firebreak.post("/api/incidents/" + source.number() + "/merge", body), 200);
        assertThat(firebreak
                        .get("/api/incidents/" + target.number() + "/timeline")
                        .body())
                .containsOnlyOnce("was merged into this by admin, 1 alert of it firing: one cable");
        firebreak.awaitFact("api", IncidentEvent.Merged.class);
        assertThat(show(target).path("related").valueStream()).anySatisfy(related -> {
            assertThat(related.path("number").asLong()).isEqualTo(source.number());
            assertThat(related.path("how").asString()).isEqualTo("merged-from");
        });
        assertThat(firebreak
                        .getJson("/api/incidents/" + source.number() + "/why")
                        .path("grouping"))
                .hasSize(1);

        Alert more = tell(
                Alerts.firing("MergeSource", "api").severity(Severity.ERROR).fingerprint("another"));
        assertThat(await().atMost(SOON)
                        .until(() -> why(more), it -> !it.isMissingNode())
                        .path("incidentId")
                        .asString())
                .isEqualTo(target.id().toString());
        tell(Alerts.firing("MergeSource", "api").resolvedAt(Instant.now()));
        await().atMost(SOON).until(() -> show(target).path("firingCount").asInt() == 2);
        assertThat(firebreak
                        .post("/api/incidents/" + source.number() + "/reopen", "{}")
                        .body())
                .contains("it was merged into #" + target.number());
        assertThat(firebreak
                        .post("/api/incidents/" + target.number() + "/merge", body)
                        .statusCode())
                .isEqualTo(409);
        assertThat(firebreak
                        .post(
                                "/api/incidents/" + target.number() + "/merge",
                                "{\"into\": " + source.number() + ", \"reason\": \"round\"}")
                        .body())
                .contains("#" + source.number() + " was merged into #" + target.number());

        Incident third = firebreak.open("MergeThird", "api");
        read(
                firebreak.post(
                        "/api/incidents/" + target.number() + "/merge",
                        "{\"into\": \"" + third.id() + "\", \"reason\": \"and that too\"}"),
                200);
        Alert chained = tell(
                Alerts.firing("MergeSource", "api").severity(Severity.ERROR).fingerprint("yet another"));
        assertThat(await().atMost(SOON)
                        .until(() -> why(chained), it -> !it.isMissingNode())
                        .path("incidentId")
                        .asString())
                .isEqualTo(third.id().toString());
        read(firebreak.post("/api/incidents/" + third.number() + "/resolve", "{}"), 200);
    }

    /** An alert would belong to both. */
    @Test
    void whatGoesOnElsewhereIsNeitherReopenedNorMerged() {
        Incident part = firebreak.open("RivalPart", "api");
        Incident whole = firebreak.open("RivalWhole", "api");
        read(
                firebreak.post(
                        "/api/incidents/" + part.number() + "/merge",
                        "{\"into\": " + whole.number() + ", \"reason\": \"one cable\"}"),
                200);
        read(firebreak.post("/api/incidents/" + whole.number() + "/resolve", "{}"), 200);
        firebreak.sql("update incident set resolved_at = resolved_at - interval '1 day' where number = "
                + whole.number()); // too long ago for what fires now
        Alert again = tell(Alerts.firing("RivalPart", "api")
                .severity(Severity.ERROR)
                .startsAt(Instant.now())
                .receivedAt(Instant.now()));
        String rival = await().atMost(SOON)
                .until(() -> why(again), it -> !it.isMissingNode())
                .path("incidentId")
                .asString();
        String number = "#"
                + firebreak.getJson("/api/incidents/" + rival).path("number").asLong();
        Incident other = firebreak.open("RivalOther", "api");

        assertThat(firebreak
                        .post("/api/incidents/" + whole.number() + "/reopen", "{}")
                        .body())
                .contains("incident " + number + " is open for the same thing");
        assertThat(firebreak
                        .post(
                                "/api/incidents/" + whole.number() + "/merge",
                                "{\"into\": " + other.number() + ", \"reason\": \"the same\"}")
                        .body())
                .contains("goes on in " + number + ": merge that");
    }

    @Test
    void whatIsSplitOffIsAnIncidentOfItsOwnAndItsAlertsFollow() {
        Incident whole = firebreak.open("SplitWhole", "web");
        Alerts leaving =
                Alerts.firing("SplitWhole", "web").severity(Severity.ERROR).fingerprint("leaving");
        tell(leaving);
        await().atMost(SOON).until(() -> show(whole).path("firingCount").asInt() == 2);
        String path = "/api/incidents/" + whole.number() + "/split";
        String body = "{\"fingerprints\": [\"leaving\"], \"title\": \"The other disk\", \"reason\": \"unrelated\"}";

        JsonNode opened = read(firebreak.post(path, body), 201);

        assertThat(opened.path("title").asString()).isEqualTo("The other disk");
        assertThat(opened.path("splitFrom").path("number").asLong()).isEqualTo(whole.number());
        assertThat(show(whole).path("firingCount").asInt()).isEqualTo(1);
        assertThat(read(firebreak.post(path, body), 201).path("id")).isEqualTo(opened.path("id"));
        assertThat(firebreak.post(path, body.replace("leaving", "unheard of")).statusCode())
                .isEqualTo(409);
        assertThat(firebreak
                        .post(path, "{\"fingerprints\": [], \"reason\": \"r\"}")
                        .statusCode())
                .isEqualTo(400);
        Alert again = tell(leaving.startsAt(Instant.now()).receivedAt(Instant.now()));
        JsonNode trace = await().atMost(SOON).until(() -> why(again), it -> !it.isMissingNode());
        assertThat(trace.path("outcome").asString()).isEqualTo("repeated");
        assertThat(trace.path("incidentId")).isEqualTo(opened.path("id"));
        Alert others =
                tell(Alerts.firing("SplitWhole", "web").severity(Severity.ERROR).fingerprint("staying"));
        assertThat(await().atMost(SOON)
                        .until(() -> why(others), it -> !it.isMissingNode())
                        .path("incidentId")
                        .asString())
                .isEqualTo(whole.id().toString());

        tell(leaving.resolvedAt(Instant.now()));
        await().atMost(SOON)
                .until(() -> firebreak
                                .getJson("/api/incidents/"
                                        + opened.path("number").asLong())
                                .path("firingCount")
                                .asInt()
                        == 0);
        assertThat(show(whole).path("firingCount").asInt()).isEqualTo(2);
    }

    @Test
    void incidentsThatSuspectTheSameDeploymentKnowEachOther() {
        Instant live = Instant.now().minusSeconds(60);
        Deployment deployment = new Deployment(
                "dpl_both", "vercel", "prj_web", "shop", "production", null, null, "abc", "message", "ada", live);
        firebreak.send(Wire.of(new Signal.DeploymentChanged(
                EventId.next(), "vercel:both", deployment, DeploymentState.LIVE, live, live)));
        await().atMost(SOON)
                .until(() -> firebreak.get("/api/deployments").body().contains("dpl_both"));
        Incident first = firebreak.open("SuspectsFirst", "web");
        Incident second = firebreak.open("SuspectsSecond", "web");

        assertThat(firebreak
                        .awaitFact(
                                "web",
                                fact -> fact.incident().id().equals(second.id())
                                        && fact.event() instanceof IncidentEvent.Related related
                                        && related.other().id().equals(first.id()))
                        .event())
                .isEqualTo(new IncidentEvent.Related(
                        new IncidentRef(first.id(), first.number()),
                        "same-deployment",
                        "both suspect the deployment dpl_both"));
        assertThat(show(first).path("related").valueStream()).anySatisfy(related -> {
            assertThat(related.path("number").asLong()).isEqualTo(second.number());
            assertThat(related.path("how").asString()).isEqualTo("same-deployment");
        });
        assertThat(show(first).at("/deployments/0/deployment/id").asString()).isEqualTo("dpl_both");
    }

    private JsonNode show(Incident incident) {
        return firebreak.getJson("/api/incidents/" + incident.number());
    }

    private JsonNode why(Alert alert) {
        HttpResponse<String> answer = firebreak.get("/api/alerts/" + alert.id() + "/why");
        return answer.statusCode() == 200
                ? Wire.JSON.readTree(answer.body())
                : Wire.JSON.getNodeFactory().missingNode();
    }

    private Alert tell(Alerts alerts) {
        Alert alert = alerts.alert();
        firebreak.send(Wire.of(new Signal.AlertReceived(EventId.next(), alert)));
        return alert;
    }

    private static JsonNode read(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Wire.JSON.readTree(answer.body());
    }
}
