package dev.firebreak.ingest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.AlertsTopic;
import dev.firebreak.ingest.IngestServer;
import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitors of one instance, from the look to Kafka. */
class MonitorIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KAFKA = SharedInfrastructure.kafka().bootstrapServers();

    @TempDir
    private Path folder;

    private final Shop shop = new Shop();
    private final String database = SharedInfrastructure.freshDatabase();
    private IngestServer server;
    private AlertsTopic topic;

    @BeforeEach
    void start() {
        shop.healthCheckedIn(folder, "monitored");
        server = IngestServer.start(KAFKA, settings());
        server.awaitReady();
        topic = AlertsTopic.fromNow(KAFKA);
    }

    @AfterEach
    void stop() {
        topic.close();
        server.close();
        shop.close();
    }

    @Test
    void threeFailuresInARowAreAnAlertAndTheRecoveryEndsIt() {
        await().atMost(SOON).until(() -> shop.requests() > 1);
        assertThat(alerts()).isEmpty();

        shop.answers(503);
        await().atMost(SOON).until(() -> alerts().size() == 1);
        Alert firing = alerts().getFirst();
        assertThat(firing.source()).isEqualTo("monitor");
        assertThat(firing.type()).isEqualTo("monitor.http");
        assertThat(firing.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(firing.name()).isEqualTo("HealthCheckFailed");
        assertThat(firing.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(firing.service()).isEqualTo("web");
        assertThat(firing.annotations()).containsEntry("failures", "3");
        assertThat(firing.title()).startsWith("HealthCheckFailed: " + shop.url() + "/health answered 503");

        shop.answers(200);
        await().atMost(SOON).until(() -> alerts().size() == 2);
        Alert resolved = alerts().getLast();
        assertThat(resolved.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(resolved.fingerprint()).isEqualTo(firing.fingerprint());
        assertThat(resolved.startsAt()).isEqualTo(firing.startsAt());
        assertThat(resolved.deliveryKey()).isNotEqualTo(firing.deliveryKey());
        assertThat(server.get("/actuator/prometheus").body())
                .contains("monitor_looks_total{kind=\"http\",outcome=\"bad\",service=\"alert-ingest\"}");
    }

    /** As a crash leaves it between the decision and Kafka's acknowledgement. */
    @Test
    void whatWasDecidedAndNotSentIsSentAsItWas() {
        shop.answers(503);
        await().atMost(SOON).until(() -> alerts().size() == 1);
        Alert sent = alerts().getFirst();
        Signal lost = Alerts.received(sent);
        server.close();
        new Rows(database).setPending("monitored/health", lost);
        shop.answers(200);

        server = IngestServer.start(KAFKA, settings());

        await().atMost(SOON).until(() -> alerts().size() == 3);
        assertThat(alerts().get(1)).isEqualTo(sent); // the inbox downstream knows it by its delivery key
        assertThat(alerts().get(2).status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(new Rows(database).pending("monitored/health")).isNull();
    }

    @Test
    void aMonitorThatLeftTheCatalogueIsLeftAloneAndLaterRetired() {
        shop.answers(503);
        await().atMost(SOON).until(() -> alerts().size() == 1);
        Shop.catalog(
                folder,
                "monitored",
                "{name: other, service: web, heartbeat: {within: 1h}, raise: {name: Other, severity: info}}");
        await().atMost(SOON).until(() -> new Rows(database).keys().contains("monitored/other"));
        Rows rows = new Rows(database);
        MonitorStore store = server.bean(MonitorStore.class);
        await().atMost(SOON).until(() -> rows.leases() == 0); // the last look has ended
        int before = shop.requests();

        assertThat(store.claimForgotten(Duration.ofMinutes(10), 10)
                        .collectList()
                        .block())
                .isEmpty();
        rows.knownLongAgo("monitored/health");
        List<Held> forgotten = Objects.requireNonNull(
                store.claimForgotten(Duration.ofMinutes(10), 10).collectList().block());
        assertThat(forgotten).extracting(Held::key).containsExactly("monitored/health");
        server.bean(Looking.class).retire(forgotten.getFirst()).block();

        await().atMost(SOON).until(() -> alerts().size() == 2);
        assertThat(alerts().getLast().status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(alerts().getLast().title()).endsWith("the catalogue has this monitor no more");
        assertThat(rows.keys()).containsExactly("monitored/other");
        assertThat(shop.requests()).isEqualTo(before);
    }

    @Test
    void whoLostItsClaimWritesNothing() {
        MonitorStore store = server.bean(MonitorStore.class);
        Rows rows = new Rows(database);
        await().atMost(SOON).until(() -> rows.keys().contains("monitored/health"));
        Held stale = new Held("monitored/health", -1, MonitorState.NEW, List.of(), NOON, NOON);

        assertThat(store.finish(stale, MonitorState.NEW, Duration.ofDays(1)).block())
                .isNull();
        assertThat(store.decide(stale, MonitorState.NEW, List.of()).block()).isNull();
        assertThat(store.told(stale, Duration.ofDays(1)).block()).isNull();
        assertThat(store.forget(stale).block()).isNull();
        int before = shop.requests();
        await().atMost(SOON).until(() -> shop.requests() > before + 1);
    }

    private List<Alert> alerts() {
        return topic.signals().stream()
                .flatMap(signal ->
                        signal instanceof Signal.AlertReceived received ? Stream.of(received.alert()) : Stream.empty())
                .filter(alert -> "monitored".equals(alert.labels().get("system")))
                .toList();
    }

    private String[] settings() {
        return Stream.concat(
                        Stream.of(IngestServer.database(database)),
                        Stream.of(
                                "FIREBREAK_CATALOG=" + folder,
                                "FIREBREAK_CATALOG_LOOK_EVERY=1s",
                                "FIREBREAK_EGRESS_NETWORKS=127.0.0.0/8",
                                "FIREBREAK_MONITORS_CLAIM_EVERY=100ms"))
                .toArray(String[]::new);
    }
}
