package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.catalog.Catalog;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxingTest {
    private static final Catalog SHIPPED = CatalogCheck.load(CatalogCheck.place("../runbooks", "", ""));
    private static final String REDIS = "redis://127.0.0.1:8091";

    @Test
    void standsInForAllWithoutCredentials() {
        Sandboxing sandboxing = sandboxing(Map.of());

        assertThat(sandboxing.providers()).containsExactly(Provider.values());
        assertThat(sandboxing.secrets().values()).contains(REDIS, "sandbox");
        assertThat(sandboxing.secrets())
                .containsKeys("FIREBREAK_SECRET_STATUSPAGE_ID", "FIREBREAK_SECRET_STATUSPAGE_TOKEN");
    }

    @Test
    void leavesTheOnesWithCredentialsAlone() {
        Sandboxing sandboxing =
                sandboxing(Map.of("FIREBREAK_SLACK_BOT_TOKEN", "xoxb-1", "FIREBREAK_SLACK_SIGNING_SECRET", "signing"));
        Sandboxing withPage = sandboxing(Map.of("FIREBREAK_VOCAVISION_STATUSPAGE_TOKEN", "key"));

        assertThat(sandboxing.providers())
                .containsExactly(Provider.VERCEL, Provider.PAGERDUTY, Provider.STATUSPAGE, Provider.GITHUB);
        assertThat(withPage.providers()).doesNotContain(Provider.STATUSPAGE);
        assertThat(withPage.secrets()).doesNotContainKey("FIREBREAK_SECRET_STATUSPAGE_ID");
    }

    @Test
    void doesNotReplaceASecretThatWasGiven() {
        Sandboxing sandboxing = sandboxing(Map.of("FIREBREAK_REDIS_URL", "redis://cache:6379/0"));

        assertThat(sandboxing.secrets()).doesNotContainKey("FIREBREAK_SECRET_REDIS_URL");
    }

    @Test
    void standsInForNothingWhenSwitchedOff() {
        assertThat(sandboxing(Map.of("FIREBREAK_SANDBOX", "off")).isNeeded()).isFalse();
    }

    @Test
    void refusesSlackWithoutTheSecretThatProvesItsButtons() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> sandboxing(Map.of("FIREBREAK_SLACK_BOT_TOKEN", "xoxb-1")))
                .withMessageContaining("FIREBREAK_SLACK_SIGNING_SECRET")
                .withMessageNotContaining("xoxb-1");
    }

    private static Sandboxing sandboxing(Map<String, String> given) {
        return Sandboxing.of(new GivenSettings(given, Map.of()), SHIPPED, REDIS);
    }
}
