package dev.firebreak.ingest.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.AlertsTopic;
import dev.firebreak.ingest.IngestServer;
import dev.firebreak.ingest.store.Database;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeartbeatIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String KAFKA = SharedInfrastructure.kafka().bootstrapServers();

    @TempDir
    private static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private IngestServer server;

    @BeforeAll
    void start() throws IOException {
        for (String system : List.of("one", "two")) {
            Files.createDirectories(folder.resolve(system));
            Files.writeString(folder.resolve(system).resolve("system.yaml"), """
            apiVersion: firebreak.dev/v1
            kind: System
            metadata: {name: %s}
            spec:
              title: A system
              severityLevels:
                P0: {title: Critical, severity: critical, respondWithin: 0m}
              services:
                database: {identify: "false"}
              monitors:
                - {name: %s, service: database, heartbeat: {within: 3s}, every: 1s, raise: {name: BackupMissing, severity: error}}
                - {name: cleaning, service: database, heartbeat: {within: 26h}, raise: {name: CleaningMissing, severity: info}}
            """.formatted(
                            system, system.equals("one") ? "nightly-backup" : "weekly-backup"));
        }
        server = IngestServer.start(KAFKA, settings(IngestServer.database(SharedInfrastructure.freshDatabase())));
        server.awaitReady();
        await().atMost(SOON).until(server.bean(Database.class)::isReady);
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void aMissingCallIsAnAlertAndTheNextOneEndsIt() {
        try (AlertsTopic topic = AlertsTopic.fromStart(KAFKA)) { // it may be missing since before this test's turn
            await().atMost(SOON).until(() -> alerts(topic).size() == 1);
            Alert missing = alerts(topic).getFirst();
            assertThat(missing.source()).isEqualTo("heartbeat");
            assertThat(missing.type()).isEqualTo("heartbeat.missing");
            assertThat(missing.name()).isEqualTo("BackupMissing");
            assertThat(missing.severity()).isEqualTo(Severity.ERROR);
            assertThat(missing.service()).isEqualTo("database");
            assertThat(missing.status()).isEqualTo(AlertStatus.FIRING);
            assertThat(missing.title()).contains("nobody has called since");

            assertThat(call("GET", "/heartbeats/nightly-backup", "token").statusCode())
                    .isEqualTo(202);
            await().atMost(SOON).until(() -> alerts(topic).size() >= 2);
            assertThat(alerts(topic).get(1).status()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(alerts(topic).get(1).fingerprint()).isEqualTo(missing.fingerprint());
        }
    }

    @Test
    void aCallIsToldWhenTheNextOneIsDue() {
        HttpResponse<String> answer = call("POST", "/heartbeats/one/cleaning", "token");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Wire.JSON.readTree(answer.body()).path("heartbeat").asString())
                .isEqualTo("one/cleaning");
        assertThat(Wire.JSON.readTree(answer.body()).path("nextWithin").asString())
                .isEqualTo("1d2h");
    }

    @Test
    void aNameThatIsNoneIsToldTheNearest() {
        JsonNode problem = problem(call("POST", "/heartbeats/nightly-bakup", "token"), 404);

        assertThat(problem.path("detail").asString()).isEqualTo("Did you mean nightly-backup?");
        assertThat(problem.path("heartbeats").values())
                .extracting(JsonNode::asString)
                .containsExactly("cleaning", "nightly-backup", "weekly-backup");
        assertThat(problem(call("POST", "/heartbeats/one/nightly", "token"), 404)
                        .path("heartbeats")
                        .values())
                .extracting(JsonNode::asString)
                .contains("one/nightly-backup");
    }

    @Test
    void aNameOfTwoSystemsHasToSayWhichOne() {
        assertThat(problem(call("POST", "/heartbeats/cleaning", "token"), 409)
                        .path("heartbeats")
                        .values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("one/cleaning", "two/cleaning");
    }

    @Test
    void nobodyCallsWithoutAToken() {
        assertThat(problem(call("POST", "/heartbeats/nightly-backup", "other"), 401)
                        .path("heartbeats")
                        .isMissingNode())
                .isTrue();
        problem(call("POST", "/heartbeats/nothing", null), 401);
        problem(call("DELETE", "/heartbeats/nightly-backup", "token"), 404);
    }

    private static List<Alert> alerts(AlertsTopic topic) {
        return topic.signals().stream()
                .flatMap(signal ->
                        signal instanceof Signal.AlertReceived received ? Stream.of(received.alert()) : Stream.empty())
                .filter(alert -> "nightly-backup".equals(alert.labels().get("monitor")))
                .toList();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return Wire.JSON.readTree(answer.body());
    }

    private HttpResponse<String> call(String method, String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .timeout(SOON)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "FIREBREAK_CATALOG=" + folder,
                                "FIREBREAK_HEARTBEAT_TOKENS=old, token",
                                "FIREBREAK_MONITORS_CLAIM_EVERY=100ms"),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
