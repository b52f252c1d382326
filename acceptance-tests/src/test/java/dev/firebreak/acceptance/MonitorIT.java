package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Nobody sends anything: Firebreak sees by itself that a shop is ill, and what it did helps. */
class MonitorIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak()
            .with("FIREBREAK_MONITORS", "true")
            .with("FIREBREAK_MONITORS_CLAIM_EVERY", "200ms")
            .changing("voiceaitraining/system.yaml", "every: 30s", "every: 1s")
            .changing("vocavision/system.yaml", "every: 30s", "every: 1s")
            .changing("vocavision/10-site-down.yaml", "mode: approve", "mode: auto");

    @Test
    void aHealthCheckThatFailsThreeTimesIsRolledBackOnceSomebodyApproves() {
        String shop = "/shop/app.voiceaitraining.com";
        String good = deployBadly(shop);

        String incident = FIREBREAK.awaitIncident("service-outage");
        JsonNode alert = RunningFirebreak.items(FIREBREAK.incident(incident).path("alerts"))
                .findFirst()
                .orElseThrow();
        assertThat(alert.path("source").asString()).isEqualTo("monitor");
        assertThat(alert.path("name").asString()).isEqualTo("HealthCheckFailed");
        FIREBREAK.awaitStep(incident, "rollback", "awaiting-approval");
        FIREBREAK.press("approve", incident);

        isRolledBackAndOver(incident, shop, good);
    }

    @Test
    void aRunbookThatMayDoSoRollsBackByItself() {
        String shop = "/shop/vocavision.com";
        String good = deployBadly(shop);

        isRolledBackAndOver(FIREBREAK.awaitIncident("site-down"), shop, good);
    }

    private static String deployBadly(String shop) {
        String good = live(shop);
        FIREBREAK.sandbox().post(shop + "/deploy", Map.of("bad", true, "commit", "Cache sessions in memory"));
        return good;
    }

    private static void isRolledBackAndOver(String incident, String shop, String good) {
        FIREBREAK.awaitStep(incident, "rollback", "succeeded");
        assertThat(live(shop)).isEqualTo(good);
        FIREBREAK.awaitState(incident, "resolved"); // the monitor itself says that it is over
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK.pages(incident))
                        .extracting(page -> page.path("state").asString())
                        .containsExactly("resolved"));
        assertThat(rollbacks(good)).hasSize(1);
    }

    private static String live(String shop) {
        return FIREBREAK.sandbox().get(shop).path("live").path("id").asString();
    }

    private static List<JsonNode> rollbacks(String to) {
        return FIREBREAK.effects("vercel").stream()
                .filter(effect -> effect.path("facts").path("call").asString("").equals("rollback"))
                .filter(effect ->
                        effect.path("facts").path("deployment").asString("").equals(to))
                .toList();
    }
}
