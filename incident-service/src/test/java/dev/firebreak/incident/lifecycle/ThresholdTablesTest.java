package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.incident.correlation.Rulebook;
import dev.firebreak.incident.correlation.Verdict;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.incident.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of thresholds in the teams' own documents: each bound from both sides, and the level of the incident that a
 * monitor's alert opens when the value stays there. A bound itself is still good.
 */
class ThresholdTablesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            voiceaitraining | error-rate            | PT0S  | 0.01   | -        | -
            voiceaitraining | error-rate            | PT0S  | 0.011  | warning  | P2
            voiceaitraining | error-rate            | PT0S  | 0.05   | warning  | P2
            voiceaitraining | error-rate            | PT0S  | 0.051  | critical | P0
            voiceaitraining | api-latency           | PT5M  | 1      | -        | -
            voiceaitraining | api-latency           | PT5M  | 1.1    | warning  | P2
            voiceaitraining | api-latency           | PT5M  | 3      | warning  | P2
            voiceaitraining | api-latency           | PT5M  | 3.1    | critical | P2
            voiceaitraining | database-connections  | PT0S  | 0.70   | -        | -
            voiceaitraining | database-connections  | PT0S  | 0.71   | warning  | P2
            voiceaitraining | database-connections  | PT0S  | 0.90   | warning  | P2
            voiceaitraining | database-connections  | PT0S  | 0.91   | critical | P1
            voiceaitraining | disk-usage            | PT0S  | 0.70   | -        | -
            voiceaitraining | disk-usage            | PT0S  | 0.71   | warning  | P2
            voiceaitraining | disk-usage            | PT0S  | 0.85   | warning  | P2
            voiceaitraining | disk-usage            | PT0S  | 0.86   | critical | P1
            voiceaitraining | voice-calls           | PT5M  | 0.05   | -        | -
            voiceaitraining | voice-calls           | PT5M  | 0.051  | warning  | P2
            voiceaitraining | voice-calls           | PT5M  | 0.20   | warning  | P2
            voiceaitraining | voice-calls           | PT5M  | 0.21   | critical | P1
            vocavision      | uptime                | PT0S  | 0.999  | -        | -
            vocavision      | uptime                | PT0S  | 0.995  | warning  | high
            vocavision      | uptime                | PT0S  | 0.9949 | error    | high
            vocavision      | error-rate            | PT0S  | 0.001  | -        | -
            vocavision      | error-rate            | PT0S  | 0.005  | warning  | high
            vocavision      | error-rate            | PT0S  | 0.0051 | critical | critical
            vocavision      | response-time         | PT10M | 200    | -        | -
            vocavision      | response-time         | PT10M | 500    | warning  | medium
            vocavision      | response-time         | PT10M | 501    | error    | medium
            vocavision      | response-time-p99     | PT10M | 500    | -        | -
            vocavision      | response-time-p99     | PT10M | 1000   | warning  | medium
            vocavision      | response-time-p99     | PT10M | 1001   | error    | medium
            vocavision      | database-query        | PT10M | 50     | -        | -
            vocavision      | database-query        | PT10M | 100    | warning  | medium
            vocavision      | database-query        | PT10M | 101    | error    | medium
            vocavision      | function-duration     | PT0S  | 50     | -        | -
            vocavision      | function-duration     | PT0S  | 50.1   | warning  | medium
            algorhythmic    | circuit-breaker       | PT5M  | 0      | -        | -
            algorhythmic    | circuit-breaker       | PT5M  | 1      | -        | -
            algorhythmic    | circuit-breaker       | PT5M  | 2      | critical | P1
            algorhythmic    | generation-latency    | PT5M  | 70     | -        | -
            algorhythmic    | generation-latency    | PT5M  | 71     | warning  | P2
            algorhythmic    | generation-latency    | PT5M  | 90     | warning  | P2
            algorhythmic    | generation-latency    | PT5M  | 91     | critical | P1
            algorhythmic    | queue-depth           | PT10M | 4      | -        | -
            algorhythmic    | queue-depth           | PT10M | 5      | warning  | P2
            algorhythmic    | queue-depth           | PT10M | 10     | warning  | P2
            algorhythmic    | queue-depth           | PT10M | 11     | critical | P2
            algorhythmic    | error-rate            | PT0S  | 0.001  | -        | -
            algorhythmic    | error-rate            | PT0S  | 0.01   | warning  | P2
            algorhythmic    | error-rate            | PT0S  | 0.011  | critical | P1
            algorhythmic    | credit-failures       | PT0S  | 0.01   | -        | -
            algorhythmic    | credit-failures       | PT0S  | 0.05   | warning  | P2
            algorhythmic    | credit-failures       | PT0S  | 0.051  | critical | P1
            algorhythmic    | websocket-connections | PT0S  | 500    | -        | -
            algorhythmic    | websocket-connections | PT0S  | 501    | warning  | P2
            algorhythmic    | websocket-connections | PT0S  | 1000   | warning  | P2
            algorhythmic    | websocket-connections | PT0S  | 1001   | critical | P1
            jobsheet-qa     | queue-depth           | PT10M | 100    | -        | -
            jobsheet-qa     | queue-depth           | PT10M | 101    | error    | P2
            jobsheet-qa     | page-load             | PT5M  | 3      | -        | -
            jobsheet-qa     | page-load             | PT5M  | 3.1    | warning  | P3
            jobsheet-qa     | api-response          | PT5M  | 1      | -        | -
            jobsheet-qa     | api-response          | PT5M  | 1.1    | warning  | P3
            treinx          | error-rate            | PT0S  | 0.05   | -        | -
            treinx          | error-rate            | PT0S  | 0.051  | critical | critical
            treinx          | cache-hit-rate        | PT5M  | 0.80   | -        | -
            treinx          | cache-hit-rate        | PT5M  | 0.79   | warning  | other
            """)
    void aValueBeyondItsBoundOpensAnIncidentOfTheLevelThatTheTableSays(
            String system, String monitor, Duration lasting, double value, String severity, String level) {
        SystemDefinition definition = Systems.named(system);
        Monitor watching = definition.monitors().stream()
                .filter(it -> it.name().equals(monitor))
                .findFirst()
                .orElseThrow();

        assertThat(watching.patience().lasting()).isEqualTo(lasting);
        Breach breach = bounds(watching).judge(value);
        if (severity == null) {
            assertThat(breach).isEqualTo(Breach.NONE);
            return;
        }
        assertThat(watching.severity(breach).word()).isEqualTo(severity);
        assertThat(opened(alert(definition, watching, breach)).level()).isEqualTo(level);
    }

    private static Threshold bounds(Monitor monitor) {
        return switch (monitor.probe()) {
            case Probe.Prometheus prometheus -> prometheus.bounds();
            case Probe.Sql sql -> sql.bounds();
            case Probe.Http _, Probe.Tcp _, Probe.Tls _, Probe.Dns _, Probe.Heartbeat _ ->
                throw new AssertionError(monitor.name() + " measures nothing");
        };
    }

    private static Incident opened(Alert alert) {
        return switch (new Rulebook(Systems.RUNBOOKS, null).judge(alert, NOON)) {
            case Verdict.Applies(Ruling ruling) ->
                Systems.open(alert, ruling).decision().dossier().incident();
            case Verdict.Left left -> throw new AssertionError(left);
        };
    }

    /** As alert-ingest raises it. */
    private static Alert alert(SystemDefinition system, Monitor monitor, Breach breach) {
        return new Alert(
                AlertId.next(),
                "test:" + monitor.name(),
                Monitor.SOURCE,
                "prometheus",
                AlertStatus.FIRING,
                monitor.raise().name(),
                monitor.severity(breach),
                system.name() + "/" + monitor.name(),
                monitor.service(),
                null,
                null,
                null,
                monitor.raise().name(),
                null,
                Map.of(
                        Monitor.SYSTEM_LABEL, system.name(),
                        Monitor.SERVICE_LABEL, monitor.service(),
                        Monitor.NAME_LABEL, monitor.name()),
                Map.of(),
                List.of(),
                NOON,
                null,
                NOON);
    }
}
