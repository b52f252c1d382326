package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
            List<String> examples = examples(Path.of("..", "docs", "api.md"));
            assertThat(examples).hasSizeGreaterThan(8);

            ProcessBuilder shell = new ProcessBuilder(
                            "bash", "-euo", "pipefail", "-x", "-c", String.join("\necho\n", examples))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile());
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
        }
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
