package dev.firebreak.ingest.event;

import static dev.firebreak.ingest.source.Deliveries.NOON;
import static dev.firebreak.ingest.source.Deliveries.delivery;
import static dev.firebreak.ingest.source.Deliveries.onlyAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSourceTest {
    private static final String MAPPING = """
            apiVersion: firebreak.dev/v1
            kind: Mapping
            metadata: {name: backup-tool}
            spec:
              title: The backup tool
              when: event.type == 'org.backup.failed'
              each: event.data.jobs
              drop: [{when: "item.state == 'skipped'", reason: skipped-job}]
              alert:
                name: BackupFailed
                severity: error
                status: "${item.state == 'done' ? 'resolved' : 'firing'}"
                service: "${item.database}"
                fingerprint: "${item.database}"
                title: "Backup of ${item.database} failed"
                labels: {host: "${event.source}"}
                startsAt: "${item.started}"
            """;

    @TempDir
    private Path folder;

    private final Source source = EventSources.builtIn();

    @Test
    void aMappingOfTheCatalogueMakesAlertsOfAnEvent() {
        Source mapped = EventSources.with(folder, MAPPING);
        String body = """
                {"specversion":"1.0","id":"e1","source":"db-host-1","type":"org.backup.failed",
                 "time":"2026-02-01T11:58:00Z","data":{"jobs":[
                  {"database":"orders","state":"failed","started":1769940000},
                  {"database":"users","state":"skipped"},
                  {"database":"stock","state":"done"}]}}""";

        Reading reading = mapped.read(delivery(body, Map.of("Content-Type", "application/cloudevents+json")));

        assertThat(reading.dropped()).containsExactly("skipped_job");
        List<Alert> alerts = alerts(reading);
        assertThat(alerts).hasSize(2);
        Alert failed = alerts.getFirst();
        assertThat(failed.source()).isEqualTo("backup-tool");
        assertThat(failed.type()).isEqualTo("org.backup.failed");
        assertThat(failed.name()).isEqualTo("BackupFailed");
        assertThat(failed.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.service()).isEqualTo("orders");
        assertThat(failed.fingerprint()).isEqualTo("backup-tool:orders");
        assertThat(failed.title()).isEqualTo("Backup of orders failed");
        assertThat(failed.labels()).containsOnly(Map.entry("host", "db-host-1"));
        assertThat(failed.startsAt()).isEqualTo(Instant.ofEpochSecond(1769940000));
        assertThat(failed.endsAt()).isNull();
        Alert done = alerts.getLast();
        assertThat(done.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(done.startsAt()).isEqualTo(Instant.parse("2026-02-01T11:58:00Z"));
        assertThat(done.endsAt()).isEqualTo(NOON);
        assertThat(done.deliveryKey()).isNotEqualTo(failed.deliveryKey());
        assertThat(alerts(mapped.read(delivery(body, Map.of("Content-Type", "application/cloudevents+json")))))
                .extracting(Alert::deliveryKey)
                .containsExactly(failed.deliveryKey(), done.deliveryKey());
    }

    @Test
    void attributesMayComeInHeaders() {
        Source mapped = EventSources.with(folder, MAPPING);

        Alert alert = onlyAlert(mapped.read(delivery(
                "{\"jobs\":[{\"database\":\"orders\",\"state\":\"failed\"}]}",
                Map.of(
                        "ce-specversion", "1.0",
                        "CE-ID", "e1",
                        "ce-source", "caf%C3%A9+1",
                        "ce-type", "org.backup.failed",
                        "Content-Type", "application/json"))));

        assertThat(alert.service()).isEqualTo("orders");
        assertThat(alert.labels()).containsEntry("host", "café+1");
    }

    @Test
    void eventsMayComeInABatch() {
        Source mapped = EventSources.with(folder, MAPPING);
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"h\",\"type\":\"%s\",\"data_base64\":\"%s\"}";
        String jobs = "eyJqb2JzIjpbeyJkYXRhYmFzZSI6Im9yZGVycyIsInN0YXRlIjoiZmFpbGVkIn1dfQ==";
        String one = event.formatted("1", "org.backup.failed", jobs);
        String other = event.formatted("2", "org.backup.started", jobs);
        Map<String, String> headers = Map.of("Content-Type", "application/cloudevents-batch+json; charset=utf-8");

        Reading reading = mapped.read(delivery("[" + one + "," + other + "]", headers));
        Reading alone = mapped.read(delivery("[" + one + "]", headers));

        assertThat(reading.dropped()).containsExactly("no_mapping");
        assertThat(onlyAlert(reading).deliveryKey()).isEqualTo(onlyAlert(alone).deliveryKey());
        assertThat(mapped.read(delivery("[]", headers)).dropped()).containsExactly("empty_batch");
    }

    @Test
    void plainJsonInTheUsualWordsNeedsNoMapping() {
        Alert alert = onlyAlert(read("""
                {"name":"QueueBacklog","status":"firing","severity":"P1","service":"worker","env":"production",
                 "version":"1.4.2","message":"1204 jobs wait","tags":{"module":"checkout"},
                 "url":"https://grafana.example/d/1","link":"javascript:alert(1)",
                 "timestamp":"2026-02-01 11:59:00Z"}"""));

        assertThat(alert.source()).isEqualTo("json");
        assertThat(alert.type()).isEqualTo("event");
        assertThat(alert.name()).isEqualTo("QueueBacklog");
        assertThat(alert.severity()).isEqualTo(Severity.ERROR);
        assertThat(alert.service()).isEqualTo("worker");
        assertThat(alert.environment()).isEqualTo("production");
        assertThat(alert.release()).isEqualTo("1.4.2");
        assertThat(alert.title()).isEqualTo("1204 jobs wait");
        assertThat(alert.labels()).containsEntry("module", "checkout");
        assertThat(alert.links()).containsExactly(new Link("Source", "https://grafana.example/d/1"));
        assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-02-01T11:59:00Z"));
        Alert over = onlyAlert(
                read("{\"name\":\"QueueBacklog\",\"status\":\"OK\",\"service\":\"worker\",\"env\":\"production\"}"));
        assertThat(over.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(over.fingerprint()).isEqualTo(alert.fingerprint());
    }

    @Test
    void theSameBytesAreOneDeliveryOnlyWhenTheySayWhenItBegan() {
        String dated = "{\"name\":\"X\",\"timestamp\":1769940000}";
        String undated = "{\"name\":\"X\"}";

        assertThat(onlyAlert(read(dated)).deliveryKey())
                .isEqualTo(onlyAlert(read(dated)).deliveryKey());
        assertThat(onlyAlert(read(undated)).deliveryKey())
                .isNotEqualTo(onlyAlert(read(undated)).deliveryKey());
    }

    @Test
    void theMappingIsChosenByNameWhenThePathHasOne() {
        Source mapped = EventSources.with(
                folder, MAPPING.replace("  each: event.data.jobs\n", "").replace("item.", "event.data."));
        String body = "{\"database\":\"orders\",\"state\":\"failed\"}";

        assertThat(onlyAlert(mapped.read(named("backup-tool", body))).name()).isEqualTo("BackupFailed");
        assertThatThrownBy(() -> mapped.read(named("backup-tol", body)))
                .isInstanceOfSatisfying(PayloadException.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(PayloadException.Kind.UNKNOWN_NAME);
                    assertThat(refusal.reason()).contains("backup-tool, json, pagerduty");
                });
    }

    @Test
    void whatNoMappingTakesIsRefusedWithTheWayOut() {
        assertRefused("{\"hello\":\"world\"}", Map.of(), "", "no mapping takes this");
        assertRefused("[7]", Map.of(), "", "no mapping takes this");
        assertRefused(
                "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\"}", Map.of(), "/id", "every CloudEvent has");
        assertRefused(
                "{\"specversion\":\"0.3\",\"source\":\"s\",\"type\":\"t\",\"id\":\"1\"}",
                Map.of(),
                "/specversion",
                "CloudEvents 1.0");
        assertRefused("{}", Map.of("Content-Type", "application/cloudevents-batch+json"), "", "an array of events");
        assertRefused("[7]", Map.of("Content-Type", "application/cloudevents-batch+json"), "/0", "an object");
        assertRefused(
                "[" + "{},".repeat(1000) + "{}]",
                Map.of("Content-Type", "application/cloudevents-batch+json"),
                "",
                "at most 1000 events");
        assertRefused("{}", Map.of("ce-specversion", "1.0", "ce-id", "1"), "ce-source", "ce-source is missing");
        assertRefused(
                "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\",\"id\":\"1\",\"data_base64\":\"%\"}",
                Map.of(), "/data_base64", "Base64");
    }

    @Test
    void onlyABearerTokenOpensIt() {
        assertThat(source.authenticate(delivery("{}", Map.of("Authorization", "Bearer events-token"))))
                .isEqualTo(new Authentication.Accepted());
        assertThat(source.authenticate(delivery("{\"routing_key\":\"events-token\"}", Map.of())))
                .isInstanceOf(Authentication.Refused.class);
    }

    private void assertRefused(String body, Map<String, String> headers, String pointer, String reason) {
        assertThatThrownBy(() -> source.read(delivery(body, headers)))
                .isInstanceOfSatisfying(PayloadException.class, refusal -> {
                    assertThat(refusal.pointer()).isEqualTo(pointer);
                    assertThat(refusal.reason()).contains(reason);
                });
    }

    private Reading read(String body) {
        return source.read(delivery(body, Map.of("Content-Type", "application/json")));
    }

    private static List<Alert> alerts(Reading reading) {
        return reading.signals().stream()
                .map(signal -> ((Signal.AlertReceived) signal).alert())
                .toList();
    }

    private static Delivery named(String name, String body) {
        return new Delivery(Map.<String, String>of()::get, Set::of, body.getBytes(StandardCharsets.UTF_8), NOON, name);
    }
}
