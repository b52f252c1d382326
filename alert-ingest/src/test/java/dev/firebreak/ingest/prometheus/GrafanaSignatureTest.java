package dev.firebreak.ingest.prometheus;

import static dev.firebreak.ingest.source.Deliveries.environment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors were computed with Python. */
class GrafanaSignatureTest {
    private static final String BODY = "{\"status\":\"firing\"}";
    private static final String OF_BODY = "bf139e3403a31e4b49defad120bc97d578b44bd35af83566821426b9bb7fc97d";
    private static final String OF_TIME_AND_BODY = "ee9ad2cb4f73ba13e5df64ee2ddddfc9eea2936f1adaa3e7a470c250e84a6d66";
    private static final String SIGNATURE = "X-Grafana-Alerting-Signature";
    private static final String TIMESTAMP = "X-Grafana-Alerting-Timestamp";
    private static final Instant SENT = Instant.ofEpochSecond(1769940005);

    private final PrometheusSource source =
            new PrometheusSource(environment("FIREBREAK_GRAFANA_SECRETS", "next-secret, grafana-secret"));

    @Test
    void theBodyAloneMayBeSigned() {
        assertAccepted(source, SENT.plusSeconds(100_000), Map.of(SIGNATURE, OF_BODY));
        assertRefused(source, SENT, Map.of(SIGNATURE, OF_TIME_AND_BODY));
    }

    @ParameterizedTest
    @ValueSource(ints = {-300, 0, 300})
    void withATimestampBothAreSigned(int seconds) {
        assertAccepted(source, SENT.plusSeconds(seconds), Map.of(SIGNATURE, OF_TIME_AND_BODY, TIMESTAMP, "1769940005"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-301, 301, 100_000})
    void anOldOneIsRefusedThoughItsSignatureIsRight(int seconds) {
        assertRefused(source, SENT.plusSeconds(seconds), Map.of(SIGNATURE, OF_TIME_AND_BODY, TIMESTAMP, "1769940005"));
    }

    @Test
    void anotherTimestampDoesNotFit() {
        assertRefused(source, SENT, Map.of(SIGNATURE, OF_TIME_AND_BODY, TIMESTAMP, "1769940006"));
        assertRefused(source, SENT, Map.of(SIGNATURE, OF_BODY, TIMESTAMP, "soon"));
    }

    @Test
    void aNamedTimestampHeaderMustBeThere() {
        PrometheusSource strict = new PrometheusSource(environment(
                Map.of("FIREBREAK_GRAFANA_SECRETS", "grafana-secret", "FIREBREAK_GRAFANA_TIMESTAMP_HEADER", "X-Time")));

        assertAccepted(strict, SENT, Map.of(SIGNATURE, OF_TIME_AND_BODY, "X-Time", "1769940005"));
        assertRefused(strict, SENT, Map.of(SIGNATURE, OF_BODY));
    }

    @Test
    void withoutASecretNobodyCanSign() {
        PrometheusSource closed = new PrometheusSource(environment("FIREBREAK_PROMETHEUS_TOKENS", "token"));

        assertThat(closed.authenticate(delivery(SENT, Map.of(SIGNATURE, OF_BODY))))
                .isEqualTo(new Authentication.Closed("FIREBREAK_GRAFANA_SECRETS"));
    }

    private static void assertAccepted(PrometheusSource source, Instant now, Map<String, String> headers) {
        assertThat(source.authenticate(delivery(now, headers))).isEqualTo(new Authentication.Accepted());
    }

    private static void assertRefused(PrometheusSource source, Instant now, Map<String, String> headers) {
        assertThat(source.authenticate(delivery(now, headers))).isInstanceOf(Authentication.Refused.class);
    }

    private static Delivery delivery(Instant now, Map<String, String> headers) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return new Delivery(anyCase::get, BODY.getBytes(StandardCharsets.UTF_8), now);
    }
}
