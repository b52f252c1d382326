package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.LATER;
import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** How automation earns trust and loses it, who may pass a guard, and what becomes of what did not help. */
class TrustedAutomationIT {
    private static final String BREAKER = "/shop/algorhythmic.example";
    private static final String CACHE = "/shop/api.vocavision.com";
    private static final String SITE = "/shop/app.voiceaitraining.com";

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak()
            .with("FIREBREAK_BUDGET_PER_HOUR", "100")
            .with("FIREBREAK_LEASE", "10m") // nobody dies here, so nothing may have to wait for one to end
            .changing(
                    "algorhythmic/20-circuit-breaker-open.yaml",
                    "  level: P1\n",
                    "  level: P1\n  correlate: [service, alert.labels.round]\n")
            .changing(
                    "algorhythmic/20-circuit-breaker-open.yaml",
                    "mode: auto\n      limits: {cooldown: 10m, max: {count: 2, within: 1h}}",
                    "mode: shadow\n      trust: {promoteAfter: 1}\n      limits: {max: {count: 100, within: 1h}}")
            .changing("algorhythmic/20-circuit-breaker-open.yaml", """
                        check: breaker.state
                        with: {target: breaker, is: closed}
                        consecutive: 3
                        every: 2s
                        within: 2m
                    """.indent(4), """
                        check: http.status
                        with: {url: "https://algorhythmic.example/proof"}
                        every: 1s
                        within: 15s
                    """.indent(4))
            .changing(
                    "vocavision/20-cache-not-working.yaml",
                    "  resolve: {observeFor: 5m}\n",
                    "  correlate: [service, alert.labels.round]\n  resolve: {observeFor: 5m}\n")
            .changing("voiceaitraining/10-service-outage.yaml", "mode: approve", "mode: auto")
            .changing("voiceaitraining/10-service-outage.yaml", "within: 3m", "within: 5s")
            .changing(
                    "voiceaitraining/10-service-outage.yaml",
                    "with: {target: health, status: 200}",
                    "with: {url: \"https://app.voiceaitraining.com/proof\", status: 200}");

    @Test
    void whatHelpsActsByItselfAndWhatDoesNotAsksAgain() {
        prove(200);
        String shadowed = breakerOpens("one");
        FIREBREAK.awaitStep(shadowed, "reset", "shadowed");
        awaitTrust("approve");
        assertThat(resets()).as("a shadow only says").isZero();

        String asked = breakerOpens("two");
        FIREBREAK.awaitStep(asked, "reset", "awaiting-approval");
        FIREBREAK.press("approve", asked);
        FIREBREAK.awaitStep(asked, "reset", "succeeded");
        awaitTrust("auto");
        assertThat(resets()).isEqualTo(1);

        prove(500);
        String trusted = breakerOpens("three");
        FIREBREAK.awaitStep(trusted, "reset", "failed");
        assertThat(resets()).as("nobody was asked").isEqualTo(2);
        awaitTrust("approve");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(escalations(trusted))
                        .as("people come in")
                        .anySatisfy(it -> assertThat(it).contains("did not help")));

        String again = breakerOpens("four");
        FIREBREAK.awaitStep(again, "reset", "awaiting-approval");
        assertThat(resets()).isEqualTo(2);
        assertThat(trust().path("history").size())
                .as("each move with its reason")
                .isEqualTo(3);
    }

    @Test
    void anAdminLetsARefusedStepBeDoneOnce() {
        flushed("one");
        FIREBREAK.awaitStep(incidentOf("cache-not-working", "one"), "flush", "succeeded");
        await().atMost(SOON).until(() -> flushes() == 1);
        flushed("two");
        String refused = incidentOf("cache-not-working", "two");
        FIREBREAK.awaitStep(refused, "flush", "refused");
        assertThat(FIREBREAK.step(refused, "flush").path("detail").asString()).contains("cooldown");
        assertThat(flushes()).isEqualTo(1);

        String remediation =
                FIREBREAK.incident(refused).path("remediation").path("id").asString();
        FIREBREAK
                .api()
                .post(
                        "/api/remediations/" + remediation + "/steps/flush/break-glass",
                        Map.of("guards", List.of("cooldown", "target-budget"), "reason", "nobody can log in"));

        FIREBREAK.awaitStep(refused, "flush", "succeeded");
        await().atMost(SOON).until(() -> flushes() == 2);
        assertThat(story(refused)).contains("nobody can log in");
    }

    @Test
    void aRollbackThatDoesNotHelpIsUndoneAndPeopleComeIn() {
        String good = live();
        String bad = FIREBREAK
                .sandbox()
                .post(SITE + "/deploy", Map.of("bad", true, "commit", "Cache sessions in memory"))
                .path("id")
                .asString();
        // It is not the deployment's fault: the site stays away whatever serves it.
        FIREBREAK.sandbox().put(SITE + "/answers", Map.of("method", "GET", "path", "/proof", "status", 503));

        Map<String, Object> alert = ThreeSystemsIT.alert("HealthCheckFailed", "voiceaitraining", "web");
        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", alert));

        String incident = FIREBREAK.awaitIncident("service-outage");
        FIREBREAK.awaitStep(incident, "rollback", "undone");
        await().atMost(LATER)
                .untilAsserted(() -> assertThat(FIREBREAK
                                .incident(incident)
                                .path("remediation")
                                .path("state")
                                .asString())
                        .isEqualTo("failed"));
        assertThat(live()).as("as it was before").isEqualTo(bad).isNotEqualTo(good);
        assertThat(FIREBREAK.effects("vercel"))
                .extracting(effect -> effect.path("facts").path("deployment").asString(""))
                .containsSubsequence(good, bad);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(escalations(incident))
                        .as("people come in")
                        .anySatisfy(it -> assertThat(it).contains("not well after the undo either")));
        assertThat(FIREBREAK.pages(incident)).hasSize(1);
        assertThat(FIREBREAK.effects("statuspage"))
                .as("customers were told")
                .anySatisfy(effect ->
                        assertThat(effect.path("facts").path("call").asString()).isEqualTo("open"));
    }

    private static void prove(int status) {
        FIREBREAK.sandbox().put(BREAKER + "/answers", Map.of("method", "GET", "path", "/proof", "status", status));
    }

    /** Each time it is another incident. */
    private static String breakerOpens(String round) {
        FIREBREAK.sandbox().post(BREAKER + "/breaker/trip", Map.of("upstream", "healthy"));
        FIREBREAK.deliverThrice(
                FIREBREAK.webhook("prometheus", alert("CircuitBreakerOpen", "algorhythmic", "generation", round)));
        return incidentOf("circuit-breaker-open", round);
    }

    private static void flushed(String round) {
        FIREBREAK.sandbox().post(CACHE + "/cache/fill", Map.of("words", 10, "sessions", 1));
        FIREBREAK.deliverThrice(
                FIREBREAK.webhook("prometheus", alert("CacheNotWorking", "vocavision", "cache", round)));
    }

    private static Map<String, Object> alert(String name, String system, String service, String round) {
        Map<String, Object> alert = new HashMap<>(ThreeSystemsIT.alert(name, system, service));
        alert.put("labels", Map.of("system", system, "service", service, "severity", "critical", "round", round));
        return alert;
    }

    private static String incidentOf(String runbook, String round) {
        return await("incident of " + runbook + " in round " + round)
                .atMost(SOON)
                .until(
                        () -> RunningFirebreak.items(
                                        FIREBREAK.api().get("/api/incidents").path("items"))
                                .filter(it -> it.path("runbook")
                                        .path("name")
                                        .asString("")
                                        .equals(runbook))
                                .map(it -> it.path("id").asString())
                                .filter(id -> FIREBREAK
                                        .incident(id)
                                        .at("/trigger/labels/round")
                                        .asString("")
                                        .equals(round))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static JsonNode trust() {
        return RunningFirebreak.items(FIREBREAK
                        .api()
                        .get("/api/automation/trust?system=algorhythmic")
                        .path("items"))
                .filter(it -> it.path("runbook").asString().equals("circuit-breaker-open")
                        && it.path("step").asString().equals("reset"))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitTrust(String mode) {
        await("trust is " + mode)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(trust().path("mode").asString()).isEqualTo(mode));
    }

    private static long resets() {
        return FIREBREAK.effects("host").stream()
                .filter(it -> it.path("facts").path("path").asString("").equals("/api/admin/reset-circuit-breaker"))
                .count();
    }

    private static long flushes() {
        return FIREBREAK.effects("redis").stream()
                .filter(it -> it.path("facts").path("command").asString("").equals("FLUSHDB"))
                .count();
    }

    private static String live() {
        return FIREBREAK.sandbox().get(SITE).path("live").path("id").asString();
    }

    private static List<String> escalations(String incident) {
        return RunningFirebreak.items(FIREBREAK
                        .api()
                        .get("/api/incidents/" + incident + "/timeline?limit=200")
                        .path("items"))
                .filter(it -> it.path("type").asString("").equals("incident.escalated.v1"))
                .map(JsonNode::toString)
                .toList();
    }

    /** All that its timeline says. */
    private static String story(String incident) {
        return FIREBREAK
                .api()
                .get("/api/incidents/" + incident + "/timeline?limit=200")
                .path("items")
                .toString();
    }
}
