package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // one start is shared; the last test stops it
class StandaloneIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    static Path temporary;

    private static Standalone firebreak;

    @BeforeAll
    static void start() {
        firebreak = Standalone.start(options());
    }

    @AfterAll
    static void stop() {
        firebreak.close();
    }

    @Test
    @Order(1)
    void everyServiceIsReady() throws Exception {
        assertReady();
    }

    private static void assertReady() throws IOException, InterruptedException {
        for (ServiceName service : ServiceName.values()) {
            HttpResponse<String> answer = get(firebreak.uri(service).resolve("/actuator/health/readiness"));

            assertThat(answer.statusCode())
                    .as(service.module() + " " + answer.body())
                    .isEqualTo(200);
        }
    }

    @Test
    @Order(2)
    void aSecondOneOnTheSameFolderIsRefused() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Standalone.start(options()))
                .withMessageContaining("Another Firebreak")
                .withMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    @Order(3)
    void aTakenPortIsNamedBeforeAnythingStarts() {
        String taken = Integer.toString(firebreak.uri(ServiceName.ALERT_INGEST).getPort());

        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Standalone.start(StandaloneOptions.in(temporary.resolve("other"))
                        .catalog(Path.of("..", "runbooks"))
                        .onFreePorts()
                        .with("FIREBREAK_NOTIFIER_PORT", taken)))
                .withMessageContaining("Port " + taken + " for notifier-service")
                .withMessageContaining("FIREBREAK_NOTIFIER_PORT=");
    }

    @Test
    @Order(4)
    void everyProblemOfTheRunbooksIsToldAtOnce() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("broken"));
        Files.writeString(folder.resolve("system.yaml"), "apiVersion: firebreak.dev/v1\nkind: Sistem\n");
        Files.writeString(folder.resolve("runbook.yaml"), "apiVersion: firebreak.dev/v1\nkind: Runbok\n");

        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Standalone.start(
                        StandaloneOptions.in(temporary.resolve("third")).catalog(folder)))
                .withMessageContaining("system.yaml:2")
                .withMessageContaining("runbook.yaml:2");
    }

    @Test
    @Order(5)
    void theCallsOnTheScreenAreAcceptedAsTheyArePrinted() throws Exception {
        Snippets snippets = firebreak.snippets();
        for (String call : List.of(
                snippets.prometheusCall(), snippets.sentryCall(), snippets.vercelCall(), snippets.eventsCall())) {
            // A busy machine may ask for the call to be made again in a moment.
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(typed(call))
                            .as(call)
                            .containsPattern("\"accepted\":[12]")); // Vercel's is an alert and a deployment
        }
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(incidents()).contains("algorhythmic", "voiceaitraining"));
    }

    @Test
    @Order(6)
    void oneServiceStopsAndComesBackBesideTheOthers() throws Exception {
        firebreak.restart(ServiceName.INCIDENT_SERVICE);

        assertThat(incidents()).contains("algorhythmic", "voiceaitraining");
        assertReady();
    }

    @Test
    @Order(7)
    void pausesAndGoesOnWithWhatItHad() throws Exception {
        firebreak.pause();
        assertThatExceptionOfType(IOException.class).isThrownBy(StandaloneIT::incidents);

        firebreak.resume();

        assertReady();
        assertThat(incidents()).contains("algorhythmic", "voiceaitraining");
    }

    @Test
    @Order(8)
    void aRestartKeepsPasswordAndIncidents() throws Exception {
        String password = firebreak.credentials().adminPassword();
        firebreak.close();

        firebreak = Standalone.start(options());

        assertThat(firebreak.credentials().adminPassword()).isEqualTo(password);
        assertThat(incidents()).contains("algorhythmic", "voiceaitraining");
    }

    /** @return what the shell shows */
    private static String typed(String call) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", call + "\n")
                .redirectErrorStream(true)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static StandaloneOptions options() {
        return StandaloneOptions.in(temporary.resolve("data"))
                .catalog(Path.of("..", "runbooks"))
                .onFreePorts()
                .withoutEnvironment();
    }

    private static String incidents() throws IOException, InterruptedException {
        return get(firebreak.uri(ServiceName.INCIDENT_SERVICE).resolve("/api/incidents"))
                .body();
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        String pair = firebreak.credentials().adminUser() + ":"
                + firebreak.credentials().adminPassword();
        return CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
