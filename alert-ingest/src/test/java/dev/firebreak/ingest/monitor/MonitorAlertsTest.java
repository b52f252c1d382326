package dev.firebreak.ingest.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.ingest.monitor.probe.Observation;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorAlertsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final MonitorRules rules = new MonitorRules(Duration.ofHours(1), Duration.ofMinutes(10));

    @Test
    void anAlertCarriesWhatWasSeen() {
        var monitor = Monitors.errorRate(Duration.ZERO);
        var seen = new Observation.Seen(Breach.CRITICAL, 0.2, "error-rate is 0.2, above 0.05");
        var ruling = rules.after(MonitorState.NEW, monitor, seen, NOON);

        Alert alert = alert(
                MonitorAlerts.of("shop/error-rate", monitor, ruling.notices().getFirst(), 0.2, NOON));

        assertThat(alert.deliveryKey()).isEqualTo("monitor:shop/error-rate:1");
        assertThat(alert.source()).isEqualTo("monitor");
        assertThat(alert.type()).isEqualTo("monitor.prometheus");
        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.name()).isEqualTo("HighErrorRate");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.service()).isEqualTo("web");
        assertThat(alert.title()).isEqualTo("HighErrorRate: error-rate is 0.2, above 0.05");
        assertThat(alert.labels()).isEqualTo(Map.of("system", "shop", "service", "web", "monitor", "error-rate"));
        assertThat(alert.annotations())
                .containsEntry("summary", "error-rate is 0.2, above 0.05")
                .containsEntry("value", "0.2")
                .containsEntry("failures", "1")
                .containsEntry("query", "errors / requests");
        assertThat(alert.startsAt()).isEqualTo(NOON);
        assertThat(alert.endsAt()).isNull();
    }

    @Test
    void theEndHasTheSameFingerprintEvenWhenTheMonitorIsGone() {
        var monitor = Monitors.backup();
        var raised = rules.after(MonitorState.NEW, monitor, Observation.bad("nobody has called"), NOON);
        var over = rules.retired(raised.after(), NOON.plusSeconds(60));

        Alert firing =
                alert(MonitorAlerts.of("shop/backup", monitor, raised.notices().getFirst(), null, NOON));
        Alert resolved =
                alert(MonitorAlerts.of("shop/backup", null, over.notices().getFirst(), null, NOON.plusSeconds(60)));

        assertThat(firing.source()).isEqualTo("heartbeat");
        assertThat(firing.type()).isEqualTo("heartbeat.missing");
        assertThat(resolved.source()).isEqualTo("heartbeat");
        assertThat(resolved.fingerprint()).isEqualTo(firing.fingerprint());
        assertThat(resolved.service()).isEqualTo(firing.service());
        assertThat(resolved.deliveryKey()).isEqualTo("monitor:shop/backup:2");
        assertThat(resolved.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(resolved.startsAt()).isEqualTo(NOON);
        assertThat(resolved.endsAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void aHeartbeatIsMissedOnlyAfterItsTime() {
        Instant called = NOON.minus(Duration.ofHours(26));

        assertThat(Looking.heartbeat(Duration.ofHours(26), called, NOON))
                .isEqualTo(Observation.good("the last call was 1d2h ago"));
        assertThat(Looking.heartbeat(Duration.ofHours(26), called.minusMillis(1), NOON))
                .isInstanceOfSatisfying(
                        Observation.Seen.class,
                        seen -> assertThat(seen.isGood()).isFalse());
    }

    private static Alert alert(Signal signal) {
        return ((Signal.AlertReceived) signal).alert();
    }
}
