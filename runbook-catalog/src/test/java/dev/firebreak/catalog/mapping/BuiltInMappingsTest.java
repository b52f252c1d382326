package dev.firebreak.catalog.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Link;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltInMappingsTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    private final Mappings mappings = new Mappings(List.of());

    @Test
    void aTriggerInPagerDutysShapeFires() {
        Mapped.Alert alert = alert(Map.of(
                "routing_key", "secret-key",
                "event_action", "trigger",
                "dedup_key", "srv01/disk",
                "client", "Nagios",
                "client_url", "https://nagios.example",
                "links", List.of(Map.of("href", "https://wiki.example/disk", "text", "Runbook")),
                "payload",
                        Map.of(
                                "summary", "Disk 95 % full",
                                "source", "srv01",
                                "severity", "error",
                                "component", "postgres",
                                "class", "disk",
                                "timestamp", "2026-02-01T11:59:00Z",
                                "custom_details", Map.of("free", 5, "environment", "production"))));

        assertThat(alert.texts())
                .containsOnly(
                        Map.entry(AlertField.NAME, "disk"),
                        Map.entry(AlertField.STATUS, "firing"),
                        Map.entry(AlertField.SEVERITY, "error"),
                        Map.entry(AlertField.SERVICE, "postgres"),
                        Map.entry(AlertField.ENVIRONMENT, "production"),
                        Map.entry(AlertField.FINGERPRINT, "srv01/disk"),
                        Map.entry(AlertField.TITLE, "Disk 95 % full"),
                        Map.entry(AlertField.STARTS_AT, "2026-02-01T11:59:00Z"));
        assertThat(alert.labels()).containsEntry("free", "5").containsEntry("class", "disk");
        assertThat(alert.links())
                .containsExactly(
                        new Link("Nagios", "https://nagios.example"), new Link("Runbook", "https://wiki.example/disk"));
        assertThat(alert.toString()).doesNotContain("secret-key");
    }

    @Test
    void aResolveInPagerDutysShapeEndsIt() {
        Mapped.Alert alert = alert(Map.of("routing_key", "k", "event_action", "resolve", "dedup_key", "srv01/disk"));

        assertThat(alert.text(AlertField.STATUS)).isEqualTo("resolved");
        assertThat(alert.text(AlertField.FINGERPRINT)).isEqualTo("srv01/disk");
    }

    @Test
    void whatElsePagerDutysClientsSendIsDropped() {
        assertThat(outcome(Map.of("event_action", "acknowledge", "dedup_key", "a")))
                .isEqualTo(new Mapped.Dropped("acknowledge"));
        assertThat(outcome(Map.of("routing_key", "k", "payload", Map.of("summary", "Deployed"))))
                .isEqualTo(new Mapped.Dropped("change-event"));
        assertThat(outcome(Map.of("event_action", "dance"))).isEqualTo(new Mapped.Dropped("other-action"));
    }

    @Test
    void plainJsonInTheUsualWordsIsAnAlert() {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name", "QueueBacklog",
                "status", "firing",
                "severity", "warning",
                "service", "worker",
                "environment", "production",
                "message", "1204 jobs wait",
                "tags", Map.of("region", "eu"),
                "url", "https://grafana.example/d/1",
                "timestamp", 1769940000));
        body.put("module", "checkout");

        Mapped.Alert alert = alert(body);

        assertThat(alert.texts())
                .containsEntry(AlertField.NAME, "QueueBacklog")
                .containsEntry(AlertField.STATUS, "firing")
                .containsEntry(AlertField.SEVERITY, "warning")
                .containsEntry(AlertField.SERVICE, "worker")
                .containsEntry(AlertField.ENVIRONMENT, "production")
                .containsEntry(AlertField.TITLE, "1204 jobs wait")
                .containsEntry(AlertField.STARTS_AT, "1769940000");
        assertThat(alert.labels())
                .containsOnly(
                        Map.entry("region", "eu"), Map.entry("module", "checkout"), Map.entry("service", "worker"));
        assertThat(alert.links()).containsExactly(new Link("Source", "https://grafana.example/d/1"));
    }

    @Test
    void aCloudEventIsOnlyAnAlertWhenItSaysHowBadItIs() {
        assertThat(mappings.taking(cloudEvent(Map.of("name", "Ada")), NOON)).isEmpty();
        assertThat(mappings.taking(cloudEvent(Map.of("name", "X", "severity", "error")), NOON))
                .isPresent();
        assertThat(mappings.taking(cloudEvent(Map.of("title", "X", "status", "resolved")), NOON))
                .isPresent();
        assertThat(mappings.taking(Event.plain(Map.of("unheard", "of")), NOON)).isEmpty();
    }

    private static Event cloudEvent(Object data) {
        return new Event("1", "/shop", "com.example.user.created", null, NOON, Map.of(), data);
    }

    private Mapped.Alert alert(Object data) {
        return (Mapped.Alert) outcome(data);
    }

    private Mapped outcome(Object data) {
        Event event = Event.plain(data);
        return mappings.taking(event, NOON).orElseThrow().apply(event, NOON).getFirst();
    }
}
