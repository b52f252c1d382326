package dev.firebreak.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.model.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhookTest {
    private static final String KEY = "whsec_plJ3nmyCDGBKInavdOK15jsl";
    private static final String BODY = "{\"event_type\":\"ping\",\"data\":{\"success\":true}}";
    private static final Instant AT = Instant.ofEpochSecond(1_731_705_121);

    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void signsAsOthersDo() {
        assertThat(StandardWebhook.of(new Secret(KEY)).sign("msg_loFOjxBNrRLzqYUf", AT, BODY))
                .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }

    @Test
    void signsWithEachKeyWhileTheyAreRotated() {
        String both = StandardWebhook.of(new Secret(KEY + ", whsec_" + "QUFB".repeat(8)))
                .sign("msg_loFOjxBNrRLzqYUf", AT, BODY);

        assertThat(both.split(" ")).hasSize(2).startsWith("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_QUFB", "whsec_not base64 at all, not at all", "QUFB"})
    void refusesAKeyWithoutTellingIt(String key) {
        assertThatThrownBy(() -> StandardWebhook.of(new Secret(key)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("QUFB", "not base64");
    }
}
