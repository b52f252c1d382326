package dev.firebreak.ingest.prometheus;

import static dev.firebreak.ingest.source.Deliveries.NOON;
import static dev.firebreak.ingest.source.Deliveries.delivery;
import static dev.firebreak.ingest.source.Deliveries.environment;
import static dev.firebreak.ingest.source.Deliveries.onlyAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.Samples;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusSourceTest {
    private final PrometheusSource source =
            new PrometheusSource(environment("FIREBREAK_PROMETHEUS_TOKENS", "old-token, new-token"));

    @Test
    void mapsEachFieldOfAFiringAlert() {
        Alert alert = onlyAlert(read(Samples.alertmanager("HighErrorRate", "checkout", "firing")));

        assertThat(alert.source()).isEqualTo("prometheus");
        assertThat(alert.type()).isEqualTo("alertmanager");
        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.name()).isEqualTo("HighErrorRate");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.fingerprint()).isEqualTo("5930b8414d980a58");
        assertThat(alert.service()).isEqualTo("checkout");
        assertThat(alert.title()).isEqualTo("5xx above 5%");
        assertThat(alert.description()).isEqualTo("7 of 100 fail");
        assertThat(alert.labels()).containsEntry("instance", "10.0.0.7:8080").hasSize(4);
        assertThat(alert.annotations()).containsEntry("receiver", "fire.break");
        assertThat(alert.links())
                .containsExactly(
                        new Link("Runbook", "https://runbooks.example.com/HighErrorRate"),
                        new Link("Query", "http://prometheus:9090/graph?g0.expr=up"),
                        new Link("Alertmanager", "http://alertmanager:9093"));
        assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-02-01T10:00:00.123Z"));
        assertThat(alert.endsAt()).isNull();
        assertThat(alert.receivedAt()).isEqualTo(NOON);
    }

    @Test
    void aResolvedAlertHasAnEndAndItsOwnDeliveryKeyButTheSameFingerprint() {
        Alert firing = onlyAlert(read(Samples.alertmanager("HighErrorRate", "checkout", "firing")));
        Alert resolved = onlyAlert(read(Samples.alertmanager("HighErrorRate", "checkout", "resolved")));

        assertThat(resolved.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(resolved.endsAt()).isEqualTo(Instant.parse("2026-02-01T10:09:00Z"));
        assertThat(resolved.fingerprint()).isEqualTo(firing.fingerprint());
        assertThat(resolved.deliveryKey()).isNotEqualTo(firing.deliveryKey());
    }

    @Test
    void aRepeatOfTheGroupHasTheSameDeliveryKeyAndAnotherId() {
        String body = Samples.alertmanager("HighErrorRate", "checkout", "firing");
        Alert first = onlyAlert(read(body));
        Alert repeat = onlyAlert(
                read(body.replace("\"truncatedAlerts\":0", "\"notification_reason\":\"repeat interval elapsed\"")));

        assertThat(repeat.deliveryKey()).isEqualTo(first.deliveryKey());
        assertThat(repeat.id()).isNotEqualTo(first.id());
    }

    @Test
    void aMixedGroupKeepsEachAlertsOwnStatus() {
        String body = """
                {"alerts":[
                  {"status":"resolved","labels":{"alertname":"A"},"startsAt":"2026-02-01T10:00:00Z","fingerprint":"1"},
                  {"status":"firing","labels":{"alertname":"B"},"startsAt":"2026-02-01T10:00:00Z","fingerprint":"2"}],
                 "status":"firing","version":"4","truncatedAlerts":5}""";

        List<Alert> alerts = read(body).signals().stream()
                .map(signal -> ((Signal.AlertReceived) signal).alert())
                .toList();

        assertThat(alerts).extracting(Alert::status).containsExactly(AlertStatus.RESOLVED, AlertStatus.FIRING);
        assertThat(alerts)
                .extracting(alert -> alert.annotations().get("truncatedAlerts"))
                .containsOnly("5");
        assertThat(alerts.getFirst().endsAt()).isEqualTo(NOON);
    }

    @Test
    void anAlertOf2018TakesTheGroupsStatusAndAFingerprintOfItsLabels() {
        String body = """
                {"version":"4","status":"firing","receiver":"teams","alerts":[{"labels":{"b":"2","a":"1","job":"nodes"},
                 "annotations":null,"startsAt":"2018-03-07T06:33:21.873077559-05:00","endsAt":"0001-01-01T00:00:00Z"}]}""";

        Alert alert = onlyAlert(read(body));

        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.startsAt()).isEqualTo(Instant.parse("2018-03-07T11:33:21.873077559Z"));
        assertThat(alert.service()).isEqualTo("nodes");
        assertThat(alert.fingerprint())
                .isEqualTo(onlyAlert(read(body.replace("\"b\":\"2\",\"a\":\"1\"", "\"a\":\"1\",\"b\":\"2\"")))
                        .fingerprint());
    }

    @Test
    void grafanaSendsVersion1WithItsOwnLinks() {
        Alert alert = onlyAlert(read("""
                {"receiver":"","status":"firing","orgId":1,"state":"alerting","title":"[FIRING:1]","version":"1",
                 "externalURL":"https://play.grafana.org/","alerts":[{"status":"firing",
                 "labels":{"alertname":"High memory usage","team":"blue"},"annotations":{},
                 "startsAt":"2021-10-12T09:51:03.157076+02:00","endsAt":"0001-01-01T00:00:00Z",
                 "generatorURL":"javascript:alert(1)","fingerprint":"c6ea","dashboardURL":"https://play.grafana.org/d/1",
                 "panelURL":"","values":{"B":44.2,"C":null},"valueString":"[ var='B' value=44.2 ]"}]}"""));

        assertThat(alert.type()).isEqualTo("grafana");
        assertThat(alert.service()).isEqualTo("unknown");
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.annotations()).containsEntry("values", "[ var='B' value=44.2 ]");
        assertThat(alert.links())
                .containsExactly(
                        new Link("Dashboard", "https://play.grafana.org/d/1"),
                        new Link("Grafana", "https://play.grafana.org/"));
    }

    @Test
    void whatTheSenderCutOffIsCountedWhateverItClaims() {
        String body = Samples.alertmanager("A", "web", "firing")
                .replace("\"truncatedAlerts\":0", "\"truncatedAlerts\":COUNT");

        assertThat(read(body.replace("COUNT", "5")).truncated()).isEqualTo(5);
        assertThat(read(body.replace("COUNT", "99999999999")).truncated()).isEqualTo(99_999_999_999L);
        assertThat(onlyAlert(read(body.replace("COUNT", "5"))).annotations()).containsEntry("truncatedAlerts", "5");
        assertThatThrownBy(() -> read(body.replace("COUNT", "-1")))
                .isInstanceOfSatisfying(
                        PayloadException.class,
                        refusal -> assertThat(refusal.pointer()).isEqualTo("/truncatedAlerts"));
    }

    @Test
    void withoutAStartEachMessageIsADeliveryOfItsOwn() {
        String body = "{\"version\":\"4\",\"alerts\":[{\"labels\":{\"alertname\":\"A\"},\"fingerprint\":\"1\"}]}";

        Alert first = onlyAlert(read(body));
        Alert later = onlyAlert(source.read(new Delivery(
                Map.<String, String>of()::get, body.getBytes(StandardCharsets.UTF_8), NOON.plusSeconds(60))));

        assertThat(later.deliveryKey()).isNotEqualTo(first.deliveryKey());
        assertThat(later.fingerprint()).isEqualTo(first.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                  | /version",
                "{\"version\":\"5\",\"alerts\":[]}                                   | /version",
                "{\"version\":\"1\",\"alerts\":[]}                                   | /version",
                "{\"version\":\"4\"}                                                 | /alerts",
                "{\"version\":\"4\",\"alerts\":{}}                                   | /alerts",
                "{\"version\":\"4\",\"alerts\":[7]}                                  | /alerts/0",
                "{\"version\":\"4\",\"alerts\":[{\"labels\":[]}]}                    | /alerts/0/labels",
                "{\"version\":\"4\",\"alerts\":[{\"labels\":{\"a\":{}}}]}            | /alerts/0/labels/a",
                "{\"version\":\"4\",\"alerts\":[{},{\"status\":\"odd\"}]}            | /alerts/1/status",
                "{\"version\":\"4\",\"alerts\":[{\"startsAt\":\"yesterday\"}]}       | /alerts/0/startsAt",
                "[]                                                                  | ''"
            })
    void anotherShapeIsRefusedWithThePlace(String body, String pointer) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(PayloadException.class, refusal -> {
            assertThat(refusal.isMalformed()).isFalse();
            assertThat(refusal.pointer()).isEqualTo(pointer);
        });
    }

    @Test
    void anEmptyGroupIsDropped() {
        assertThat(read("{\"version\":\"4\",\"alerts\":[]}").dropped()).containsExactly("empty_group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer old-token", "Bearer new-token", "bearer new-token"})
    void everyTokenOfTheListIsGood(String authorization) {
        assertThat(source.authenticate(delivery("{}", Map.of("Authorization", authorization))))
                .isEqualTo(new Authentication.Accepted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer old-token,new-token", "Basic bmV3LXRva2Vu", "new-token", ""})
    void anythingElseIsRefused(String authorization) {
        assertThat(source.authenticate(delivery("{}", Map.of("Authorization", authorization))))
                .isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void withoutTokensTheSourceIsClosed() {
        PrometheusSource closed = new PrometheusSource(environment("FIREBREAK_PROMETHEUS_TOKENS", " , "));

        assertThat(closed.authenticate(delivery("{}", Map.of("Authorization", "Bearer "))))
                .isEqualTo(new Authentication.Closed("FIREBREAK_PROMETHEUS_TOKENS"));
    }

    private Reading read(String body) {
        return source.read(delivery(body, Map.of()));
    }
}
