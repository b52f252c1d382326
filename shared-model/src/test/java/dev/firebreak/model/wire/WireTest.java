package dev.firebreak.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @Test
    void readsBackWhatItWrote() {
        Signal signal = new Signal.AlertReceived(EventId.next(), alert());

        WireMessage message = Wire.of(signal);

        assertThat(Wire.read(message.value(), Signal.class)).isEqualTo(signal);
        assertThat(message.key()).isEqualTo("checkout");
        assertThat(message.headers())
                .containsEntry(Wire.TYPE, "alert.received.v1")
                .containsEntry(Wire.ID, signal.id().toString())
                .containsEntry(Wire.TIME, "2026-02-01T12:00:00Z");
    }

    @Test
    void ignoresFieldsThatANewerWriterAdds() {
        Command command = new Command.AcknowledgeIncident(
                EventId.next(), Actor.FIREBREAK, NOON, IncidentId.next(), "Site down - investigating");
        String json = new String(Wire.of(command, "notifier-service").value(), StandardCharsets.UTF_8);

        String newer = json.substring(0, json.length() - 1) + ",\"mood\":\"calm\"}";

        assertThat(Wire.read(newer.getBytes(StandardCharsets.UTF_8), Command.class))
                .isEqualTo(command);
    }

    @Test
    void writesNoFieldThatIsOnlyDerived() {
        String json = Wire.JSON.writeValueAsString(new Signal.AlertReceived(EventId.next(), alert()));

        assertThat(json).doesNotContain("\"firing\":", "partitionKey", "endsAt");
    }

    private static Alert alert() {
        return new Alert(
                AlertId.next(),
                "prometheus:1",
                "prometheus",
                "alertmanager",
                AlertStatus.FIRING,
                "HighErrorRate",
                Severity.CRITICAL,
                "5930b8414d980a58",
                "checkout",
                null,
                null,
                null,
                "5xx above 5%",
                null,
                Map.of("service", "checkout"),
                Map.of(),
                List.of(),
                NOON,
                null,
                NOON);
    }
}
