package dev.firebreak.ingest.prometheus;

import static dev.firebreak.ingest.source.Deliveries.delivery;
import static dev.firebreak.ingest.source.Deliveries.environment;
import static dev.firebreak.ingest.source.Deliveries.onlyAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.Samples;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusApiSourceTest {
    private final PrometheusApiSource source =
            new PrometheusApiSource(environment("FIREBREAK_PROMETHEUS_TOKENS", "token"));

    @Test
    void mapsEachFieldOfAFiringAlert() {
        Alert alert = onlyAlert(read(Samples.prometheusApi("2026-02-01T11:50:00.5Z", "2026-02-01T12:04:00Z")));

        assertThat(alert.source()).isEqualTo("prometheus");
        assertThat(alert.type()).isEqualTo("prometheus");
        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.name()).isEqualTo("QueueBacklog");
        assertThat(alert.severity()).isEqualTo(Severity.ERROR);
        assertThat(alert.service()).isEqualTo("worker");
        assertThat(alert.environment()).isEqualTo("production");
        assertThat(alert.title()).isEqualTo("1204 jobs wait");
        assertThat(alert.links()).containsExactly(new Link("Query", "http://prometheus:9090/graph?g0.expr=x"));
        assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-02-01T11:50:00.5Z"));
        assertThat(alert.endsAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-01T12:00:01Z, FIRING",
        "2026-02-01T12:04:00Z, FIRING",
        "0001-01-01T00:00:00Z, FIRING",
        "2026-02-01T12:00:00Z, RESOLVED",
        "2026-02-01T11:59:00Z, RESOLVED"
    })
    void anEndThatIsPastMeansResolved(String endsAt, AlertStatus status) {
        Alert alert = onlyAlert(read(Samples.prometheusApi("2026-02-01T11:50:00Z", endsAt)));

        assertThat(alert.status()).isEqualTo(status);
        assertThat(alert.endsAt()).isEqualTo(status == AlertStatus.RESOLVED ? Instant.parse(endsAt) : null);
    }

    @Test
    void aRepeatEachMinuteIsTheSameDeliveryAndAChangeOfStateIsAnother() {
        Alert first = onlyAlert(read(Samples.prometheusApi("2026-02-01T11:50:00Z", "2026-02-01T12:04:00Z")));
        Alert repeat = onlyAlert(read(Samples.prometheusApi("2026-02-01T11:50:00Z", "2026-02-01T12:05:00Z")));
        Alert resolved = onlyAlert(read(Samples.prometheusApi("2026-02-01T11:50:00Z", "2026-02-01T11:59:00Z")));
        Alert again = onlyAlert(read(Samples.prometheusApi("2026-02-01T11:59:30Z", "2026-02-01T12:04:00Z")));

        assertThat(repeat.deliveryKey()).isEqualTo(first.deliveryKey());
        assertThat(resolved.deliveryKey()).isNotEqualTo(first.deliveryKey());
        assertThat(again.deliveryKey()).isNotIn(first.deliveryKey(), resolved.deliveryKey());
        assertThat(resolved.fingerprint()).isEqualTo(first.fingerprint()).isEqualTo(again.fingerprint());
    }

    /** As a real Alertmanager wrote it. */
    @Test
    void theFingerprintIsTheOneOfAlertmanager() {
        assertThat(LabelFingerprint.of(Map.of())).isEqualTo("cbf29ce484222325");
        assertThat(LabelFingerprint.of(Map.of("alertname", "A", "job", "")))
                .isEqualTo(LabelFingerprint.of(Map.of("alertname", "A")));
        assertThat(LabelFingerprint.of(Map.of(
                        "job", "node",
                        "group", "production",
                        "instance", "localhost:8081",
                        "severity", "critical",
                        "alertname", "InstanceDown")))
                .isEqualTo("f404ecabc8dd5cd7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alerts\":[]}              | ''",
                "[7]                            | /0",
                "[{\"labels\":7}]            | /0/labels",
                "[{},{\"endsAt\":\"soon\"}] | /1/endsAt"
            })
    void anotherShapeIsRefusedWithThePlace(String body, String pointer) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        PayloadException.class,
                        refusal -> assertThat(refusal.pointer()).isEqualTo(pointer));
    }

    @Test
    void anEmptyArrayIsDropped() {
        assertThat(read("[]").dropped()).containsExactly("no_alerts");
    }

    @Test
    void itHasTheTokensOfAlertmanager() {
        assertThat(source.authenticate(delivery("[]", Map.of("Authorization", "Bearer token"))))
                .isEqualTo(new Authentication.Accepted());
        assertThat(source.authenticate(delivery("[]", Map.of()))).isInstanceOf(Authentication.Refused.class);
    }

    private Reading read(String body) {
        return source.read(delivery(body, Map.of()));
    }
}
