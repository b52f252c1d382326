package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The whole way for each of the three systems; every webhook comes three times. */
class ThreeSystemsIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @Test
    void rollsABadDeploymentBackOnceSomebodyApproves() {
        String shop = "/shop/app.voiceaitraining.com";
        String good = FIREBREAK.sandbox().get(shop).path("live").path("id").asString();
        String bad = FIREBREAK
                .sandbox()
                .post(shop + "/deploy", Map.of("bad", true, "commit", "Cache sessions in memory"))
                .path("id")
                .asString();
        Map<String, Object> alert = alert("HealthCheckFailed", "voiceaitraining", "web");
        Map<String, Object> errors =
                Map.of("template", "metric-alert", "action", "critical", "project", "voiceaitraining", "id", "4711");

        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", alert));
        FIREBREAK.deliverThrice(FIREBREAK.webhook("sentry", errors));

        String incident = FIREBREAK.awaitIncident("service-outage");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                FIREBREAK.incident(incident).path("firingCount").asInt())
                        .isEqualTo(2));
        assertThat(FIREBREAK.incident(incident).path("suspect").path("id").asString())
                .isEqualTo(bad);
        assertThat(FIREBREAK.incident(incident).path("lastGood").path("id").asString())
                .isEqualTo(good);
        FIREBREAK.awaitStep(incident, "rollback", "awaiting-approval");
        assertThat(rollbacks()).isEmpty();

        FIREBREAK.press("approve", incident);

        FIREBREAK.awaitStep(incident, "rollback", "succeeded");
        FIREBREAK.awaitState(incident, "mitigated");
        assertThat(rollbacks()).singleElement().satisfies(effect -> {
            assertThat(effect.path("facts").path("project").asString()).isEqualTo("prj_web");
            assertThat(effect.path("facts").path("deployment").asString()).isEqualTo(good);
        });
        assertThat(FIREBREAK.sandbox().get(shop).path("live").path("id").asString())
                .isEqualTo(good);

        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", resolved(alert)));
        Map<String, Object> over = new HashMap<>(errors);
        over.put("action", "resolved");
        FIREBREAK.deliverThrice(FIREBREAK.webhook("sentry", over));
        isResolvedEverywhere(incident);
        assertThat(rollbacks()).hasSize(1);
    }

    @Test
    void flushesACorruptCache() {
        String shop = "/shop/api.vocavision.com";
        FIREBREAK.sandbox().post(shop + "/cache/fill", Map.of("words", 50, "sessions", 5));
        FIREBREAK.sandbox().post(shop + "/cache/corrupt", Map.of());
        Map<String, Object> alert = alert("CacheNotWorking", "vocavision", "cache");

        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", alert));

        String incident = FIREBREAK.awaitIncident("cache-not-working");
        FIREBREAK.press("acknowledge", incident);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK
                                .incident(incident)
                                .path("acknowledgedBy")
                                .asString(""))
                        .isNotEmpty());
        FIREBREAK.awaitStep(incident, "flush", "succeeded");
        FIREBREAK.awaitState(incident, "mitigated");
        assertThat(FIREBREAK.sandbox().get(shop).path("healthy").asBoolean()).isTrue();

        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", resolved(alert)));
        isResolvedEverywhere(incident);
        assertThat(FIREBREAK.effects("redis"))
                .extracting(effect -> effect.path("facts").path("command").asString())
                .containsExactly("FLUSHDB");
    }

    @Test
    void resetsABreakerThatIsStuckOpen() {
        String shop = "/shop/algorhythmic.example";
        FIREBREAK.sandbox().post(shop + "/breaker/trip", Map.of("upstream", "healthy"));
        Map<String, Object> alert = alert("CircuitBreakerOpen", "algorhythmic", "generation");

        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", alert));

        String incident = FIREBREAK.awaitIncident("circuit-breaker-open");
        FIREBREAK.press("acknowledge", incident);
        FIREBREAK.press("note", incident);
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> FIREBREAK
                        .sandbox()
                        .post("/slack/submit", Map.of("values", Map.of("text", "the upstream was slow")))
                        .path("closed")
                        .asBoolean());
        FIREBREAK.awaitStep(incident, "reset", "succeeded");
        FIREBREAK.awaitState(incident, "mitigated");
        assertThat(FIREBREAK.sandbox().get(shop).path("breaker").asString()).isEqualTo("closed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK.cards("incidents", incident))
                        .singleElement()
                        .satisfies(card ->
                                assertThat(card.path("replies").toString()).contains("the upstream was slow")));

        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", resolved(alert)));
        isResolvedEverywhere(incident);
        assertThat(FIREBREAK.effects("host"))
                .extracting(effect -> effect.path("facts").path("path").asString())
                .containsOnlyOnce("/api/admin/reset-circuit-breaker");
    }

    private static void isResolvedEverywhere(String incident) {
        FIREBREAK.awaitState(incident, "resolved");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(FIREBREAK.pages(incident)).singleElement().satisfies(page -> {
                assertThat(page.path("state").asString()).isEqualTo("resolved");
                assertThat(page.path("triggers").asInt()).isEqualTo(1);
            });
            assertThat(FIREBREAK.cards("incidents", incident)).singleElement().satisfies(card -> {
                assertThat(card.path("text").asString().toLowerCase(Locale.ROOT))
                        .contains("resolved");
                assertThat(card.path("buttons")).isEmpty();
            });
        });
        assertThat(FIREBREAK.timeline(incident))
                .startsWith("incident.opened.v1")
                .contains("incident.remediationProgressed.v1", "incident.notificationDelivered.v1")
                .containsOnlyOnce("incident.opened.v1")
                .containsOnlyOnce("incident.mitigated.v1")
                .containsOnlyOnce("incident.resolved.v1");
    }

    private static List<JsonNode> rollbacks() {
        return FIREBREAK.effects("vercel").stream()
                .filter(effect -> effect.path("facts").path("call").asString("").equals("rollback"))
                .toList();
    }

    static Map<String, Object> alert(String name, String system, String service) {
        return Map.of(
                "alert",
                name,
                "labels",
                Map.of("system", system, "service", service, "severity", "critical"),
                "annotations",
                Map.of("summary", name + " in " + system),
                "startsAt",
                "2026-06-01T12:00:00Z");
    }

    static Map<String, Object> resolved(Map<String, Object> alert) {
        Map<String, Object> over = new HashMap<>(alert);
        over.put("status", "resolved");
        return over;
    }
}
