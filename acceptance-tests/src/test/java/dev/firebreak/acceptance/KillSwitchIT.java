package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KillSwitchIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @Test
    void stopsAnActionAndSaysWhy() {
        FIREBREAK.api().put("/api/automation", Map.of("paused", true, "reason", "moving to another data centre"));
        awaitPaused(true);
        FIREBREAK.sandbox().post("/shop/algorhythmic.example/breaker/trip", Map.of("upstream", "healthy"));

        FIREBREAK.deliverThrice(
                FIREBREAK.webhook("prometheus", alert("CircuitBreakerOpen", "algorhythmic", "generation")));

        String incident = FIREBREAK.awaitIncident("circuit-breaker-open");
        FIREBREAK.awaitStep(incident, "reset", "refused");
        assertThat(FIREBREAK.step(incident, "reset").path("detail").asString())
                .contains("paused")
                .contains("moving to another data centre");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK.pages(incident)).hasSize(1));
        assertThat(FIREBREAK.effects("host")).isEmpty();
        assertThat(FIREBREAK
                        .sandbox()
                        .get("/shop/algorhythmic.example")
                        .path("breaker")
                        .asString())
                .isEqualTo("open");

        FIREBREAK.api().put("/api/automation", Map.of("paused", false, "reason", "moved"));
        awaitPaused(false);
    }

    private static void awaitPaused(boolean paused) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK
                                .api()
                                .get("/api/automation")
                                .path("paused")
                                .asBoolean())
                        .isEqualTo(paused));
    }
}
