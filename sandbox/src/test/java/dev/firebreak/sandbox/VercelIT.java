package dev.firebreak.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VercelIT {
    private static final String HOST = "app.voiceaitraining.com";
    private static final String HEALTH = "/hosts/" + HOST + "/api/health";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer token");

    private final Sandbox sandbox = Sandbox.shared();

    @BeforeEach
    void recover() {
        sandbox.post("/shop/" + HOST + "/recover", Map.of());
        sandbox.put("/vercel/settings", Map.of("aliasJob", "200ms", "failNextJobs", 0));
        // One after the other: what an earlier test has set off has come when this has.
        sandbox.post("/shop/" + HOST + "/announce", Map.of());
        sandbox.neighbour.forget();
    }

    @Test
    void rollsABadDeploymentBackAfterAJob() {
        String good = live();
        String bad = sandbox.post("/shop/" + HOST + "/deploy", Map.of("bad", true))
                .json()
                .path("id")
                .asString();
        assertThat(sandbox.get(HEALTH).status()).isEqualTo(500);
        assertThat(candidates()).contains(good);

        assertThat(call("POST", "/v1/projects/prj_web/rollback/" + good).status())
                .isEqualTo(201);

        await().atMost(PATIENCE).until(() -> jobStatus().equals("succeeded"));
        assertThat(sandbox.get(HEALTH).status()).isEqualTo(200);
        assertThat(live()).isEqualTo(good);
        JsonNode facts = sandbox.get("/ledger?provider=vercel")
                .json()
                .valueStream()
                .filter(effect -> effect.path("status").asInt() == 201)
                .reduce((first, second) -> second)
                .orElseThrow()
                .path("facts");
        assertThat(facts.path("deployment").asString()).isEqualTo(good);
        assertThat(facts.path("from").asString()).isEqualTo(bad);
    }

    @Test
    void refusesAnotherJobWhileOneRuns() {
        String good = live();
        sandbox.post("/shop/" + HOST + "/deploy", Map.of("bad", true));
        sandbox.put("/vercel/settings", Map.of("aliasJob", "1h"));

        assertThat(call("POST", "/v1/projects/prj_web/rollback/" + good).status())
                .isEqualTo(201);

        assertThat(call("POST", "/v1/projects/prj_web/rollback/" + good).status())
                .isEqualTo(409);
    }

    @Test
    void leavesTheHostsAloneWhenTheJobFails() {
        String good = live();
        sandbox.post("/shop/" + HOST + "/deploy", Map.of("bad", true));
        sandbox.put("/vercel/settings", Map.of("failNextJobs", 1));

        call("POST", "/v1/projects/prj_web/rollback/" + good);

        await().atMost(PATIENCE).until(() -> jobStatus().equals("failed"));
        assertThat(sandbox.get(HEALTH).status()).isEqualTo(500);
    }

    @Test
    void tellsIngestOfABuildAndOfARollbackSigned() {
        String good = live();
        var deployed = sandbox.post("/shop/" + HOST + "/deploy", Map.of("bad", true, "commit", "Drop an index"));
        assertThat(deployed.json().path("announced").asBoolean()).isTrue();
        call("POST", "/v1/projects/prj_web/rollback/" + good);

        await().atMost(PATIENCE).until(() -> webhooks().size() >= 4);
        assertThat(webhooks())
                .extracting(event -> event.path("type").asString())
                .containsExactly(
                        "deployment.created", "deployment.succeeded", "deployment.promoted", "deployment.rollback");
        JsonNode created = webhooks().getFirst().path("payload");
        assertThat(created.path("target").asString()).isEqualTo("production");
        assertThat(created.path("project").path("id").asString()).isEqualTo("prj_web");
        assertThat(created.path("deployment")
                        .path("meta")
                        .path("githubCommitMessage")
                        .asString())
                .isEqualTo("Drop an index");
        assertThat(webhooks().getLast().path("payload").path("toDeploymentId").asString())
                .isEqualTo(good);
        var request = sandbox.neighbour.requests("/webhooks/vercel").getFirst();
        assertThat(request.headers().get("x-vercel-signature"))
                .isEqualTo(new HexHmac(HexHmac.SHA1, new Secret(Sandbox.VERCEL_SECRET))
                        .sign(request.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sendsAWebhookAgainUntilItIsTaken() {
        sandbox.neighbour.refuseNext(2);

        var answer = sandbox.post("/shop/" + HOST + "/announce", Map.of());

        assertThat(answer.json().path("announced").asBoolean()).isTrue();
        List<String> ids =
                webhooks().stream().map(event -> event.path("id").asString()).toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isEqualTo(ids.get(2));
    }

    @Test
    void repeatsItsHistoryUnderTheSameIds() {
        sandbox.post("/shop/vocavision.com/announce", Map.of());
        List<String> first =
                webhooks().stream().map(event -> event.path("id").asString()).toList();
        sandbox.neighbour.forget();
        sandbox.post("/shop/vocavision.com/announce", Map.of());

        assertThat(first).hasSize(6).doesNotHaveDuplicates();
        assertThat(webhooks()).extracting(event -> event.path("id").asString()).containsExactlyElementsOf(first);
    }

    @Test
    void refusesAsVercelDoes() {
        String other = sandbox.get("/shop/vocavision.com")
                .json()
                .path("live")
                .path("id")
                .asString();

        assertThat(sandbox.get("/vercel/v9/projects/prj_web?teamId=team_voice").status())
                .isEqualTo(401);
        assertThat(sandbox.send("GET", "/vercel/v9/projects/prj_web", BEARER, null)
                        .json()
                        .path("error")
                        .path("code")
                        .asString())
                .isEqualTo("forbidden");
        assertThat(call("GET", "/v9/projects/nobodys").status()).isEqualTo(404);
        assertThat(call("POST", "/v1/projects/prj_web/rollback/" + other).status())
                .isEqualTo(404);
        assertThat(call("POST", "/v1/projects/prj_web/rollback/" + live()).status())
                .as("it is live already")
                .isEqualTo(422);
        assertThat(call("POST", "/v10/projects/prj_web/promote/" + live()).status())
                .as("it was in production before")
                .isEqualTo(400);
    }

    @Test
    void purgesByTags() {
        var answer = sandbox.send(
                "POST",
                "/vercel/v1/edge-cache/invalidate-by-tags?projectIdOrName=prj_web&teamId=team_voice",
                BEARER,
                "{\"tags\":[\"words\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sandbox.lastEffect("vercel").path("facts").path("call").asString())
                .isEqualTo("purge");
    }

    private Sandbox.Response call(String method, String path) {
        return sandbox.send(
                method,
                "/vercel" + path + (path.contains("?") ? "&" : "?") + "teamId=team_voice",
                BEARER,
                method.equals("POST") ? "{}" : null);
    }

    private String live() {
        return sandbox.get("/shop/" + HOST).json().path("live").path("id").asString();
    }

    private List<String> candidates() {
        return call("GET", "/v7/deployments?projectId=prj_web&target=production&state=READY&rollbackCandidate=true")
                .json()
                .path("deployments")
                .valueStream()
                .map(deployment -> deployment.path("uid").asString())
                .toList();
    }

    private String jobStatus() {
        return call("GET", "/v9/projects/prj_web")
                .json()
                .path("lastAliasRequest")
                .path("jobStatus")
                .asString("");
    }

    private List<JsonNode> webhooks() {
        return sandbox.neighbour.requests("/webhooks/vercel").stream()
                .map(request -> JsonMapper.shared().readTree(request.body()))
                .toList();
    }
}
