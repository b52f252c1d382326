package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.standalone.ServiceName;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not belong is refused with the way out, and leaves no trace. */
class BadInputIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @AfterEach
    void leavesNoIncident() {
        assertThat(FIREBREAK.api().get("/api/incidents").path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "prometheus, Authorization, Bearer wrong",
        "sentry, Sentry-Hook-Signature, 00ff",
        "vercel, x-vercel-signature, 00ff"
    })
    void refusesAWrongSignature(String source, String header, String value) {
        isProblem(signed(source).withHeader(header, value), 401);
    }

    @ParameterizedTest
    @CsvSource({"sentry", "vercel"})
    void refusesABodyThatWasChangedAfterSigning(String source) {
        Webhook webhook = signed(source);

        isProblem(webhook.withBody(webhook.body() + " "), 401);
    }

    @Test
    void saysWhereJsonIsMalformed() {
        JsonHttp.Answer answer = isProblem(signed("prometheus").withBody("{\"version\": \"4\", \"alerts\": [,]}"), 400);

        assertThat(answer.json().path("detail").asString()).isNotBlank();
    }

    @Test
    void saysWhichFieldOfAKnownSourceIsMissing() {
        JsonHttp.Answer answer = isProblem(signed("prometheus").withBody("{\"version\": \"4\", \"alerts\": {}}"), 422);

        assertThat(answer.body()).contains("/alerts");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String large = "{\"version\": \"4\", \"padding\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}";

        isProblem(signed("prometheus").withBody(large), 413);
    }

    @Test
    void refusesAnotherContentType() {
        isProblem(signed("prometheus").withHeader("Content-Type", "text/plain"), 415);
    }

    @Test
    void namesTheSourcesThatItKnows() {
        JsonHttp.Answer answer = isProblem(signed("prometheus").withPath("/webhooks/nagios"), 404);

        assertThat(answer.body()).contains("prometheus", "sentry", "vercel");
    }

    @Test
    void letsNobodyInWithoutAPassword() {
        JsonHttp stranger = JsonHttp.to(FIREBREAK.standalone().uri(ServiceName.INCIDENT_SERVICE));

        assertThat(stranger.send("GET", "/api/incidents", Map.of(), new byte[0]).status())
                .isEqualTo(401);
        assertThat(stranger.as("admin", "wrong")
                        .send("PUT", "/api/automation", Map.of(), "{}".getBytes(UTF_8))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesAButtonThatSlackDidNotSign() {
        JsonHttp.Answer answer = FIREBREAK
                .notifier()
                .send(
                        "POST",
                        "/slack/events",
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "X-Slack-Signature",
                                "v0=00ff",
                                "X-Slack-Request-Timestamp",
                                "1"),
                        "payload=%7B%7D".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(401);
    }

    private static Webhook signed(String source) {
        return FIREBREAK.webhook(
                source,
                switch (source) {
                    case "prometheus" -> alert("CircuitBreakerOpen", "algorhythmic", "generation");
                    case "sentry" ->
                        Map.of("template", "metric-alert", "action", "critical", "project", "voiceaitraining");
                    default -> Map.of("type", "deployment.error", "host", "app.voiceaitraining.com");
                });
    }

    private static JsonHttp.Answer isProblem(Webhook webhook, int status) {
        JsonHttp.Answer answer = webhook.sendTo(FIREBREAK.ingest());

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
        return answer;
    }
}
