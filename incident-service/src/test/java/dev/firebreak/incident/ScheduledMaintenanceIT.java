package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A window of the catalogue opens and closes by its schedule, with nobody there. */
class ScheduledMaintenanceIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(40);

    @Test
    void whatStillFiresWhenTheWindowClosesIsHandledAsNewAndWhatEndedIsNot(@TempDir Path catalog) throws IOException {
        Path file = Files.createDirectory(catalog.resolve("shop")).resolve("system.yaml");
        String system = Files.readString(TestCatalog.FOLDER.resolve("shop/system.yaml"));
        Files.writeString(file, system);
        try (Harness firebreak =
                new Harness("--FIREBREAK_CATALOG=" + catalog, "--FIREBREAK_CATALOG_LOOK_EVERY=200ms")) {
            Instant closesAt =
                    Instant.now().plus(LONG_ENOUGH).truncatedTo(MINUTES).plus(1, MINUTES);
            ZonedDateTime opensAt = closesAt.minus(3, MINUTES).atZone(ZoneOffset.UTC);
            Files.writeString(file, system + """
                      maintenance:
                        - {title: Patch day, schedule: "%d %d * * *", timezone: UTC, lasts: 3m, services: [web]}
                    """.formatted(opensAt.getMinute(), opensAt.getHour()));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(firebreak
                                    .getJson("/api/maintenance")
                                    .path("items")
                                    .valueStream())
                            .anySatisfy(window -> {
                                assertThat(window.path("title").asString()).isEqualTo("Patch day");
                                assertThat(window.path("state").asString()).isEqualTo("open");
                            }));

            Alert lasting = Alerts.firing("DiskGone", "web")
                    .severity(Severity.ERROR)
                    .fingerprint("lasting")
                    .alert();
            Alerts passing =
                    Alerts.firing("Reboot", "web").severity(Severity.ERROR).fingerprint("passing");
            Alert passed = passing.alert();
            tell(firebreak, lasting);
            tell(firebreak, passed);
            awaitOutcome(firebreak, lasting, "held", SOON);
            awaitOutcome(firebreak, passed, "held", SOON);
            Alert end = passing.resolvedAt(Instant.now()).alert();
            tell(firebreak, end);
            awaitOutcome(firebreak, end, "nothing-to-resolve", SOON);
            assertThat(incidents(firebreak)).isEmpty();

            awaitOutcome(
                    firebreak,
                    lasting,
                    "opened",
                    Duration.between(Instant.now(), closesAt).plus(SOON));

            assertThat(Instant.now()).isAfterOrEqualTo(closesAt);
            assertThat(incidents(firebreak))
                    .singleElement()
                    .satisfies(it -> assertThat(it.path("title").asString()).contains("DiskGone"));
        }
    }

    private static void tell(Harness firebreak, Alert alert) {
        firebreak.send(Wire.of(new Signal.AlertReceived(EventId.next(), alert)));
    }

    private static JsonNode incidents(Harness firebreak) {
        return firebreak.getJson("/api/incidents").path("items");
    }

    private static void awaitOutcome(Harness firebreak, Alert alert, String outcome, Duration within) {
        await().atMost(within).untilAsserted(() -> {
            HttpResponse<String> answer = firebreak.get("/api/alerts/" + alert.id() + "/why");
            assertThat(answer.body()).contains("\"outcome\":\"" + outcome + "\"");
        });
    }
}
