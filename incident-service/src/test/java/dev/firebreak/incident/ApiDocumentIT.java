package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static dev.firebreak.incident.Remediations.fact;
import static dev.firebreak.incident.Remediations.remediation;
import static dev.firebreak.incident.Remediations.step;
import static dev.firebreak.incident.Remediations.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever copies an example of {@code docs/api.md} should see it work. */
class ApiDocumentIT {
    @Test
    void everyExampleWorks(@TempDir Path folder) throws IOException, InterruptedException {
        try (Harness firebreak = new Harness()) {
            firebreak.send(Wire.of(Alerts.firing("HealthCheckFailed", "web")
                    .severity(Severity.ERROR)
                    .signal()));
            Incident incident =
                    firebreak.awaitFact("web", IncidentEvent.Opened.class).incident();
            firebreak.send(Wire.of(Alerts.firing("HealthCheckFailed", "web")
                    .severity(Severity.ERROR)
                    .fingerprint("another-disk")
                    .signal()));
            await().atMost(SOON)
                    .until(() -> firebreak
                                    .getJson("/api/incidents/" + incident.number())
                                    .path("firingCount")
                                    .asInt()
                            == 2);
            await().atMost(SOON)
                    .until(() -> firebreak
                                    .get("/api/alerts/" + incident.trigger().id() + "/why")
                                    .statusCode()
                            == 200);
            Map<String, String> automation = automation(firebreak, incident);
            List<String> examples = examples(Path.of("..", "docs", "api.md"));
            assertThat(examples).hasSizeGreaterThan(8);

            ProcessBuilder shell = new ProcessBuilder(
                            "bash", "-euo", "pipefail", "-x", "-c", String.join("\necho\n", examples))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile());
            shell.environment().putAll(automation);
            shell.environment()
                    .putAll(Map.of(
                            "FIREBREAK_URL",
                            firebreak.request("").build().uri().toString(),
                            "FIREBREAK_USER",
                            "admin",
                            "FIREBREAK_ADMIN_PASSWORD",
                            Harness.PASSWORD,
                            "FINGERPRINT",
                            "another-disk",
                            "INCIDENT",
                            Long.toString(incident.number()),
                            "ALERT",
                            incident.trigger().id().toString()));
            Process process = shell.start();

            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            String output = Files.readString(folder.resolve("output"));
            assertThat(process.exitValue()).as(output).isZero();
            assertThat(output).contains("event:incident.opened.v1", "deploy-bot", "cache was cold");
            assertThat(succeeded(firebreak))
                    .as("operations that an example was tried of")
                    .containsAll(described(firebreak));
        }
    }

    /** What remediation-service and a consumer in trouble would have left; the examples name them by these variables. */
    private static Map<String, String> automation(Harness firebreak, Incident incident) {
        UUID approval = UUID.randomUUID();
        Remediation waiting = remediation(incident, approval, RemediationState.AWAITING_APPROVAL);
        firebreak.send(Wire.of(fact(1, new RemediationEvent.Started("started"), waiting)));
        Remediation over = with(
                remediation(incident, UUID.randomUUID(), RemediationState.RUNNING),
                step("tell", StepKind.MANUAL, StepStatus.OPEN),
                step("inform", StepKind.MANUAL, StepStatus.SUCCEEDED),
                step("reset", StepKind.ACTION, StepStatus.REFUSED));
        firebreak.send(Wire.of(fact(1, new RemediationEvent.Finished(RemediationState.FAILED, "refused"), over)));
        firebreak.send(Wire.of(new BoundsFact(
                EventId.next(),
                Instant.now(),
                3,
                5,
                1,
                Duration.ofMinutes(30),
                2,
                Duration.ofMinutes(15),
                0.4,
                10,
                2,
                List.of("vercel.rollback"))));
        WireMessage given = Wire.of(Alerts.firing("Unreadable", "web").signal());
        Map<String, String> headers = new HashMap<>(given.headers());
        headers.put("dlt_cause", "java.lang.IllegalStateException: unknown to version 1");
        firebreak.send(Topic.ALERTS.deadLetterTopicName(), given.key(), headers, given.value());
        for (Remediation each : List.of(waiting, over)) {
            await().atMost(SOON)
                    .until(() -> firebreak.get("/api/remediations/" + each.id()).statusCode() == 200);
        }
        await().atMost(SOON)
                .until(() -> firebreak.get("/api/automation/budgets").statusCode() == 200);
        String letter = await().atMost(SOON)
                .until(
                        () -> firebreak
                                .getJson("/api/dead-letters")
                                .at("/items/0/id")
                                .asString(""),
                        id -> !id.isEmpty());
        return Map.of(
                "REMEDIATION",
                waiting.id().toString(),
                "APPROVAL",
                approval.toString(),
                "ENDED",
                over.id().toString(),
                "LETTER",
                letter);
    }

    private static Set<String> described(Harness firebreak) {
        Set<String> operations = new TreeSet<>();
        for (var path : firebreak.getJson("/openapi.json").path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        return operations;
    }

    /** By the service's own count of the requests that it answered. */
    private static Set<String> succeeded(Harness firebreak) {
        return firebreak
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count") && line.contains("\"SUCCESS\""))
                .map(line -> label(line, "method") + " " + label(line, "uri"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String label(String line, String name) {
        return line.replaceFirst(".*[{,]" + name + "=\"([^\"]*)\".*", "$1");
    }

    private static List<String> examples(Path document) throws IOException {
        List<String> examples = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        boolean isExample = false;
        for (String line : Files.readAllLines(document, StandardCharsets.UTF_8)) {
            if (line.startsWith("```")) {
                if (isExample) {
                    examples.add(String.join("\n", lines));
                }
                lines.clear();
                isExample = line.equals("```sh");
            } else if (isExample) {
                lines.add(line);
            }
        }
        return examples;
    }
}
