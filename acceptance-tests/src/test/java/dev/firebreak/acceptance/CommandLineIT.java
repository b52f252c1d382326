package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.LATER;
import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.RunningFirebreak.items;
import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.wire.Wire;
import dev.firebreak.standalone.ServiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line as a program of its own, against the whole system. */
class CommandLineIT {
    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    @TempDir
    private Path folder;

    private record Ended(int code, String output, String errors) {}

    @Test
    void theDoctorFindsEachPartAndWhatWaitsForIt() throws IOException {
        // A machine that is busy is ill for a moment, too.
        Ended ended = await().atMost(LATER).until(() -> firebreak("doctor", "--json"), it -> it.code() == 0);

        JsonNode diagnosis = Wire.JSON.readTree(ended.output());
        assertThat(diagnosis.path("healthy").asBoolean()).isTrue();
        assertThat(items(diagnosis.path("checks"))
                        .filter(check -> check.path("state").asString().equals("ok"))
                        .map(check -> check.path("name").asString()))
                .contains(
                        "alert-ingest",
                        "incident-service",
                        "incident-service lag",
                        "remediation-service",
                        "remediation-service lag",
                        "notifier-service",
                        "notifier-service lag",
                        "catalogue",
                        "automation",
                        "dead letters");
    }

    /** The same alert, once as a drill and once in earnest. */
    @Test
    void aGameDayPagesNobodyAndActsOnNothingWhileTheRealAlertDoes() throws IOException {
        Files.writeString(folder.resolve("stuck.yaml"), """
                until: 1h
                events:
                  - {at: 0m, alert: CircuitBreakerOpen, service: generation, labels: {system: algorhythmic}}
                """);
        FIREBREAK.sandbox().post("/shop/algorhythmic.example/breaker/trip", Map.of("upstream", "healthy"));
        String api = FIREBREAK.standalone().uri(ServiceName.INCIDENT_SERVICE).toString();

        assertThat(firebreak("simulate", "stuck.yaml", "--against", api))
                .returns(0, Ended::code)
                .extracting(Ended::output)
                .asString()
                .contains("Nothing was sent");
        Ended sent = firebreak("simulate", "stuck.yaml", "--against", api, "--name", "friday", "--yes");

        assertThat(sent.code()).as(sent.output() + sent.errors()).isZero();
        String drill = FIREBREAK.awaitIncident("circuit-breaker-open");
        FIREBREAK.awaitStep(drill, "reset", "shadowed");
        assertThat(FIREBREAK.incident(drill).path("drill").asBoolean()).isTrue();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK.cards("incidents", drill))
                        .singleElement()
                        .asString()
                        .contains("DRILL: CircuitBreakerOpen on generation"));
        assertThat(breaker()).isEqualTo("open");

        FIREBREAK.deliverThrice(
                FIREBREAK.webhook("prometheus", alert("CircuitBreakerOpen", "algorhythmic", "generation")));

        String real = await().atMost(SOON)
                .until(
                        () -> items(FIREBREAK.api().get("/api/incidents").path("items"))
                                .map(item -> item.path("id").asString())
                                .filter(id -> !id.equals(drill))
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
        FIREBREAK.awaitStep(real, "reset", "succeeded");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(FIREBREAK.pages(real)).hasSize(1));
        // What the drill would have paged was due before that: it is not late, it is not owed.
        assertThat(FIREBREAK.pages(drill)).isEmpty();
        assertThat(breaker()).isEqualTo("closed");
        assertThat(FIREBREAK.incident(drill).path("state").asString()).isNotEqualTo("closed");

        assertThat(firebreak("simulate", "--against", api, "--end", "friday").code())
                .isZero();
        FIREBREAK.awaitState(drill, "closed");
        assertThat(FIREBREAK.incident(real).path("state").asString()).isNotEqualTo("closed");
    }

    private static String breaker() {
        return FIREBREAK
                .sandbox()
                .get("/shop/algorhythmic.example")
                .path("breaker")
                .asString();
    }

    /** With what {@code up} writes down for it. */
    private Ended firebreak(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.firebreak.cli.FirebreakCommandLine"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectError(folder.resolve("errors").toFile());
        Path data = FIREBREAK.standalone().data().toAbsolutePath();
        builder.environment().put("FIREBREAK_DATA", data.toString());
        builder.environment()
                .put("FIREBREAK_CATALOG", FIREBREAK.runbooks().toAbsolutePath().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        return new Ended(code, output, Files.readString(folder.resolve("errors")));
    }
}
