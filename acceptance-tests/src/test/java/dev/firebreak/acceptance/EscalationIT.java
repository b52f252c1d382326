package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.RunningFirebreak.items;
import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** One incident of each system's worst level: who is told at once, and what its policy keeps for later. */
class EscalationIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            voiceaitraining | DataBreach      | web        | security-or-payments | P0       | incidents    | incidents 0, on-call 0, on-call 5 unless incident.acknowledged, incidents 30 unless incident.mitigated
            vocavision      | SecurityBreach  | vocavision | security-breach      | critical | incidents    | incidents 0, on-call 0, on-call 15 unless incident.acknowledged, incidents 30 unless incident.mitigated
            algorhythmic    | SmokeTestFailed | app        | service-outage       | P0       | incidents    | incidents 0, on-call 0, on-call 15 unless incident.acknowledged, incidents 30 unless incident.mitigated
            jobsheet-qa     | CompleteOutage  | app        | system-down          | P1       | jobsheet-dev | dev-team 0, on-call 0, on-call 5 unless incident.acknowledged, tech-lead 30 unless incident.mitigated
            treinx          | WebSocketDown   | websocket  | websocket-down       | critical | treinx       | team 0
            """)
    void tellsWhomTheTeamsPolicySays(
            String system, String alert, String service, String runbook, String level, String channel, String policy) {
        FIREBREAK.deliverThrice(FIREBREAK.webhook("prometheus", alert(alert, system, service)));

        String id = FIREBREAK.awaitIncident(runbook);
        JsonNode incident = FIREBREAK.incident(id);
        assertThat(incident.path("level").asString()).isEqualTo(level);
        Instant openedAt = Instant.parse(incident.path("openedAt").asString());
        assertThat(items(incident.path("escalation"))
                        .map(step -> words(step, openedAt))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(policy);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(FIREBREAK.cards(channel, id)).hasSize(1);
            assertThat(FIREBREAK.pages(id)).hasSize(policy.contains("on-call 0") ? 1 : 0);
        });
    }

    private static String words(JsonNode step, Instant openedAt) {
        String receivers = items(step.path("receivers")).map(JsonNode::asString).collect(Collectors.joining("+"));
        Duration after =
                Duration.between(openedAt, Instant.parse(step.path("dueAt").asString()));
        String unless = step.path("unless").asString("");
        return receivers + " " + after.toMinutes() + (unless.isEmpty() ? "" : " unless " + unless);
    }
}
