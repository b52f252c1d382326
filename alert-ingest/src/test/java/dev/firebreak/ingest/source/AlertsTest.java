package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsTest {
    @Test
    void whatFitsIsKeptAsItIs() {
        Alert alert = alert("short");

        assertThat(((Signal.AlertReceived) Alerts.received(alert)).alert()).isSameAs(alert);
    }

    @Test
    void everyLongTextIsCut() {
        Alert cut = ((Signal.AlertReceived) Alerts.received(alert("😀".repeat(100_000)))).alert();

        assertThat(cut.name()).hasSizeLessThanOrEqualTo(200).endsWith("😀…");
        assertThat(cut.service()).hasSizeLessThanOrEqualTo(200);
        assertThat(cut.title()).hasSizeLessThanOrEqualTo(1000);
        assertThat(cut.fingerprint()).hasSize(32);
        assertThat(cut.labels()).allSatisfy((name, value) -> {
            assertThat(name).hasSizeLessThanOrEqualTo(200);
            assertThat(value).hasSizeLessThanOrEqualTo(8000);
        });
        assertThat(cut.links()).isEmpty();
    }

    @Test
    void nobodyOutsideMakesItsAlertADrill() {
        Alert taken = ((Signal.AlertReceived) Alerts.received(alert("drill:fire:disk"))).alert();

        assertThat(taken.isDrill()).isFalse();
        assertThat(taken.fingerprint()).hasSize(32);
        assertThat(taken.name()).isEqualTo("drill:fire:disk");
    }

    private static Alert alert(String text) {
        return new Alert(
                AlertId.next(),
                "prometheus:1",
                "prometheus",
                "alertmanager",
                AlertStatus.FIRING,
                text,
                Severity.ERROR,
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                Map.of(text, text),
                Map.of(text, text),
                List.of(new Link("Query", "https://" + text)),
                Deliveries.NOON,
                null,
                Deliveries.NOON);
    }
}
