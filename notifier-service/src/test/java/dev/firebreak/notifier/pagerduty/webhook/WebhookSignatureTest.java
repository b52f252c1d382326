package dev.firebreak.notifier.pagerduty.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Secret;
import dev.firebreak.notifier.pagerduty.webhook.WebhookSignature.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final byte[] BODY =
            "{\"event\":{\"id\":\"01A\",\"event_type\":\"pagey.ping\",\"data\":{\"message\":\"Hello from your friend Pagey!\",\"type\":\"ping\"}}}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final String GENUINE = "v1=1a54f125a0e50c2e892d066ac65b668771558d0a4731ce07c4f8f3c92d7af0be";
    private static final WebhookSignature PAGERDUTY =
            new WebhookSignature(List.of(new Secret("older"), new Secret("pd-secret")));

    @Test
    void acceptsAnyOfItsSignaturesByAnyOfOurSecrets() {
        assertThat(PAGERDUTY.judge(GENUINE, BODY)).isEqualTo(Verdict.GENUINE);
        assertThat(PAGERDUTY.judge("v1=" + "0".repeat(64) + ", " + GENUINE, BODY))
                .isEqualTo(Verdict.GENUINE);
        assertThat(PAGERDUTY.judge("v2=abc," + GENUINE, BODY)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void refusesAnotherBodySecretOrVersion() {
        byte[] changed = BODY.clone();
        changed[20]++;

        assertThat(PAGERDUTY.judge(GENUINE, changed)).isEqualTo(Verdict.WRONG);
        assertThat(new WebhookSignature(List.of(new Secret("older"))).judge(GENUINE, BODY))
                .isEqualTo(Verdict.WRONG);
        assertThat(PAGERDUTY.judge(GENUINE.replace("v1", "v2"), BODY)).isEqualTo(Verdict.MISSING);
        assertThat(PAGERDUTY.judge(null, BODY)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void looksAtTenSignaturesAtMost() {
        assertThat(PAGERDUTY.judge("v1=00,".repeat(10) + GENUINE, BODY)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void isClosedWithoutASecret() {
        assertThat(new WebhookSignature(List.of()).judge(GENUINE, BODY)).isEqualTo(Verdict.NOT_CONFIGURED);
    }
}
