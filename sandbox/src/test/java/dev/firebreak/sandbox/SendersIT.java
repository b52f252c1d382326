package dev.firebreak.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SendersIT {
    private final Sandbox sandbox = Sandbox.shared();

    @BeforeEach
    void forget() {
        sandbox.neighbour.forget();
    }

    @Test
    void sendsAGroupOfAlertsAsAlertmanagerDoes() {
        var answer = sandbox.post(
                "/alerts/prometheus",
                Map.of("alert", "HighErrorRate", "labels", Map.of("service", "web"), "count", 2, "times", 3));

        assertThat(answer.json().path("answers")).hasSize(3);
        assertThat(answer.json().path("answers").get(0).path("status").asInt()).isEqualTo(202);
        var requests = sandbox.neighbour.requests("/webhooks/prometheus");
        assertThat(requests).hasSize(3);
        assertThat(requests.get(0).body()).isEqualTo(requests.get(2).body());
        assertThat(requests.get(0).headers()).containsEntry("authorization", "Bearer first-token");
        JsonNode group = JsonMapper.shared().readTree(requests.getFirst().body());
        assertThat(group.path("version").asString()).isEqualTo("4");
        assertThat(group.path("alerts")).hasSize(2);
        assertThat(group.path("alerts").get(0).path("endsAt").asString()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(group.path("alerts").get(0).path("fingerprint").asString()).matches("[0-9a-f]{16}");
    }

    @Test
    void keepsTheFingerprintOfAnAlertThatResolves() {
        String firing = fingerprint("firing");
        String resolved = fingerprint("resolved");

        assertThat(resolved).isEqualTo(firing);
    }

    private String fingerprint(String status) {
        var answer = sandbox.post("/alerts/prometheus", Map.of("alert", "X", "status", status, "bytes", true));
        return JsonMapper.shared()
                .readTree(answer.json().path("body").asString())
                .path("alerts")
                .get(0)
                .path("fingerprint")
                .asString();
    }

    @Test
    void signsSentrysWebhooksOverTheirBytes() {
        sandbox.post("/alerts/sentry", Map.of("template", "metric-alert", "action", "critical", "title", "Café"));

        var request = sandbox.neighbour.requests("/webhooks/sentry").getFirst();
        assertThat(request.headers())
                .containsEntry("sentry-hook-resource", "metric_alert")
                .containsEntry(
                        "sentry-hook-signature",
                        new HexHmac(HexHmac.SHA256, new Secret(Sandbox.SENTRY_SECRET))
                                .sign(request.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(JsonMapper.shared().readTree(request.body()).path("action").asString())
                .isEqualTo("critical");
    }

    @Test
    void tellsOfAFailedBuild() {
        sandbox.post("/alerts/vercel", Map.of("type", "deployment.error", "host", "app.voiceaitraining.com"));

        // Beside it may come what other tests of the shop have set off.
        var request = sandbox.neighbour.requests("/webhooks/vercel").stream()
                .filter(each -> each.body().contains("deployment.error"))
                .findFirst()
                .orElseThrow();
        JsonNode event = JsonMapper.shared().readTree(request.body());
        assertThat(event.path("type").asString()).isEqualTo("deployment.error");
        assertThat(event.path("payload").path("target").asString()).isEqualTo("production");
    }

    @Test
    void saysWhatIsWrongWithAnOrder() {
        var answer = sandbox.post("/alerts/sentry", Map.of("template", "gossip"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains("event-alert, metric-alert or issue");
    }
}
