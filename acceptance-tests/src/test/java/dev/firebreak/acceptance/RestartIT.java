package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static dev.firebreak.acceptance.ThreeSystemsIT.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.standalone.ServiceName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each service is away for a part of the way. */
class RestartIT {
    private static final String SHOP = "/shop/app.voiceaitraining.com";

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @Test
    void losesNothingAndDoesNothingTwice() {
        String good = FIREBREAK.sandbox().get(SHOP).path("live").path("id").asString();
        FIREBREAK.sandbox().post(SHOP + "/deploy", Map.of("bad", true));
        Map<String, Object> alert = alert("HealthCheckFailed", "voiceaitraining", "web");

        FIREBREAK.standalone().stop(ServiceName.INCIDENT_SERVICE);
        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", alert));
        FIREBREAK.standalone().stop(ServiceName.REMEDIATION_SERVICE);
        FIREBREAK.standalone().stop(ServiceName.NOTIFIER_SERVICE);
        FIREBREAK.standalone().start(ServiceName.INCIDENT_SERVICE);
        String incident = FIREBREAK.awaitIncident("service-outage");
        FIREBREAK.standalone().start(ServiceName.REMEDIATION_SERVICE);
        FIREBREAK.awaitStep(incident, "rollback", "awaiting-approval");
        FIREBREAK.standalone().start(ServiceName.NOTIFIER_SERVICE);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(FIREBREAK.cards("incidents", incident)).hasSize(1));

        FIREBREAK.standalone().stop(ServiceName.REMEDIATION_SERVICE);
        FIREBREAK.press("approve", incident);
        FIREBREAK.standalone().restart(ServiceName.INCIDENT_SERVICE);
        FIREBREAK.standalone().start(ServiceName.REMEDIATION_SERVICE);
        await().atMost(SOON).untilAsserted(() -> assertThat(rollbacks()).isEqualTo(1));
        FIREBREAK.standalone().restart(ServiceName.REMEDIATION_SERVICE);

        FIREBREAK.awaitStep(incident, "rollback", "succeeded");
        FIREBREAK.awaitState(incident, "mitigated");
        FIREBREAK.standalone().restart(ServiceName.ALERT_INGEST);
        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", resolved(alert)));
        FIREBREAK.awaitState(incident, "resolved");

        assertThat(rollbacks()).isEqualTo(1);
        assertThat(FIREBREAK.sandbox().get(SHOP).path("live").path("id").asString())
                .isEqualTo(good);
        assertThat(FIREBREAK.cards("incidents", incident)).hasSize(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK.pages(incident))
                        .singleElement()
                        .satisfies(page ->
                                assertThat(page.path("state").asString()).isEqualTo("resolved")));
    }

    private static long rollbacks() {
        return FIREBREAK.effects("vercel").stream()
                .filter(effect -> effect.path("facts").path("call").asString("").equals("rollback"))
                .count();
    }
}
