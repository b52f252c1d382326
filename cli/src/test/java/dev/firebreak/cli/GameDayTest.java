package dev.firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GameDayTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Service service = new Service();
    private final String url = service.uri().toString();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("Big outage.yaml"), """
                until: 30m
                events:
                  - {at: 0m, alert: CircuitBreakerOpen, service: generation, labels: {system: algorhythmic}}
                  - {at: 1s, acknowledge: 1}
                  - {at: 1s, ended: CircuitBreakerOpen, service: generation}
                """);
        service.answers(
                        "POST /api/drills",
                        200,
                        "{\"name\":\"x\",\"alerts\":[{\"outcome\":\"opened\",\"incidentId\":\"i1\"}]}")
                .answers("GET /api/incidents/i1", 200, "{\"number\":42}")
                .answers("POST /api/drills/friday/end", 200, "{\"name\":\"friday\",\"incidents\":2}");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void saysWhatItWouldSendAndSendsNothing() {
        assertThat(run("simulate", "Big outage.yaml", "--against", url)).isZero();

        assertThat(out.toString())
                .contains("Drill big-outage-", "over after 30m", "+0s", "firing CircuitBreakerOpen on generation")
                .contains("(people react to incident 1: up to you)", "+1s", "Nothing was sent");
        assertThat(run("simulate", "Big outage.yaml", "--against", url, "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"sent\":false");
        assertThat(service.requests).isEmpty();
    }

    @Test
    void sendsTheAlertsAsADrillInTheirOrder() {
        assertThat(run("simulate", "Big outage.yaml", "--against", url, "--name", "friday", "--yes"))
                .isZero();

        List<JsonNode> sent = service.requests.stream()
                .filter(request -> request.line().equals("POST /api/drills"))
                .map(request -> Wire.JSON.readTree(request.text()))
                .toList();
        assertThat(sent).hasSize(2);
        assertThat(sent).allMatch(body -> body.path("name").asString().equals("friday"));
        assertThat(sent.getFirst().path("until")).isEqualTo(sent.getLast().path("until"));
        assertThat(sent.getFirst().at("/alerts/0/labels/system").asString()).isEqualTo("algorhythmic");
        assertThat(sent.getFirst().at("/alerts/0/ended").asBoolean()).isFalse();
        assertThat(sent.getLast().at("/alerts/0/ended").asBoolean()).isTrue();
        assertThat(sent.getFirst().at("/alerts/0/fingerprint"))
                .isEqualTo(sent.getLast().at("/alerts/0/fingerprint"));
        assertThat(out.toString()).contains("opened, incident #42", "--end friday");
    }

    @Test
    void endsADrillBeforeItsTime() {
        assertThat(run("simulate", "--against", url, "--end", "friday")).isZero();

        assertThat(out.toString()).contains("Drill friday is over; it had 2 open incidents.");
        assertThat(run("simulate", "--against", url, "--end", "../users")).isEqualTo(ExitCode.USAGE);
        assertThat(run("simulate", "--against", url)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("lower-case letters", "name the scenario's file");
    }

    private int run(String... words) {
        return FirebreakCommandLine.run(
                new Terminal(new PrintWriter(out), new PrintWriter(err), false),
                Map.of(),
                folder,
                InstantSource.system(),
                words);
    }
}
