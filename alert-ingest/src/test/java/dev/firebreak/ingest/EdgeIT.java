package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every refusal, as a sender sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> AUTHENTIC = Map.of("Authorization", "Bearer " + IngestServer.TOKEN);

    private IngestServer server;

    @BeforeAll
    void start() {
        server = IngestServer.start(
                SharedInfrastructure.kafka().bootstrapServers(),
                "FIREBREAK_INGEST_REQUEST_TIMEOUT=8s",
                "FIREBREAK_INGEST_MAX_BYTES_IN_FLIGHT=2MB",
                "FIREBREAK_SENTRY_SECRETS=");
        server.awaitReady();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anUnknownSourceIsToldTheKnownOnes() {
        JsonNode problem = problem(server.post("datadog", "{}", Map.of()), 404);

        assertThat(problem.get("type").asString()).isEqualTo("urn:firebreak:problem:unknown-source");
        assertThat(problem.get("sources").values())
                .extracting(JsonNode::asString)
                .containsExactly("events", "prometheus", "prometheus-api", "sentry", "vercel");
    }

    @Test
    void anUnknownMappingIsToldTheKnownOnes() {
        JsonNode problem = problem(server.event("datadog", "{}", Map.of()), 404);

        assertThat(problem.get("type").asString()).isEqualTo("urn:firebreak:problem:unknown-name");
        assertThat(problem.get("detail").asString()).contains("json, pagerduty");
    }

    @ParameterizedTest
    @CsvSource({"/", "/webhooks", "/webhooks/prometheus/extra", "/favicon.ico", "/actuator/env"})
    void anyOtherPathIsAProblemToo(String path) {
        problem(server.get(path), 404);
    }

    @Test
    void anotherMethodIsToldTheRightOnes() {
        HttpResponse<String> answer = server.get("/webhooks/prometheus");

        problem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST, PUT");
    }

    @Test
    void grafanaMayPut() {
        String body = Samples.alertmanager("HighErrorRate", "checkout", "firing");

        assertThat(server.send(server.request("prometheus")
                                .header("Content-Type", "application/json; charset=utf-8")
                                .header("Authorization", "Bearer " + IngestServer.TOKEN)
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build())
                        .statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, ''",
        "application/x-www-form-urlencoded, ''",
        "application/json;charset=utf-16, ''",
        "nonsense, ''",
        "application/json, gzip",
        "application/json, br"
    })
    void onlyPlainJsonIsTaken(String type, String encoding) {
        HttpRequest.Builder request = server.request("prometheus")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }

        problem(server.send(request.build()), 415);
    }

    @Test
    void aWrongTokenIsRefusedBeforeTheBodyIsLookedAt() {
        HttpResponse<String> answer = server.post("prometheus", "not json", Map.of("Authorization", "Bearer guess"));

        assertThat(problem(answer, 401).get("detail").asString()).contains("bearer token");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void aSignatureOfAnotherSecretIsRefused() {
        problem(server.post("vercel", Samples.vercelRollback(), Map.of("x-vercel-signature", "00")), 401);
    }

    @Test
    void aSourceWithoutASecretIsClosedAndNamesTheSetting() {
        HttpResponse<String> answer = server.sentry("event_alert", Samples.sentryEventAlert("7"));

        assertThat(problem(answer, 503).get("detail").asString()).contains("FIREBREAK_SENTRY_SECRETS");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void malformedJsonIsToldItsPlace() {
        JsonNode problem = problem(server.post("prometheus", "{\"alerts\":[\n{\"labels\":x}]}", AUTHENTIC), 400);

        assertThat(problem.get("pointer").asString()).isEqualTo("/alerts/0/labels");
        assertThat(problem.get("line").asInt()).isEqualTo(2);
    }

    @Test
    void validJsonOfAnotherShapeIsToldWhatIsMissing() {
        JsonNode problem = problem(server.post("prometheus", "{\"hello\":\"world\"}", AUTHENTIC), 422);

        assertThat(problem.get("pointer").asString()).isEqualTo("/version");
        assertThat(problem.get("detail").asString()).contains("version \"4\"");
    }

    @Test
    void aBodyOverTheLimitIsRefusedByItsAnnouncedLength() {
        problem(server.post("prometheus", "x".repeat(1024 * 1024 + 1), AUTHENTIC), 413);
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithoutAnAnnouncedLength() throws IOException {
        try (Socket socket = connect()) {
            var out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 17; i++) {
                out.write(chunk);
            }
            out.flush();
            assertThat(statusLine(socket.getInputStream())).contains("413");
        }
    }

    @Test
    void bodiesThatDoNotFitIntoMemoryTogetherAreAskedToComeAgain() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("Content-Length: 1048576"));
            socket.getOutputStream().write(new byte[1048575]);
            socket.getOutputStream().flush();
            Awaitility.await().atMost(PATIENCE).until(() -> bytesInFlight() >= 1048575); // else this one is refused
            assertThat(server.post("prometheus", " ".repeat(1024 * 1024), AUTHENTIC)
                            .statusCode())
                    .isEqualTo(429);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> server.post("prometheus", "{}", AUTHENTIC).statusCode() == 422);
    }

    @Test
    void whoAnnouncesMuchAndSendsNothingKeepsNobodyOut() throws IOException {
        Socket[] sockets = new Socket[20];
        try {
            for (int i = 0; i < sockets.length; i++) {
                sockets[i] = connect();
                sockets[i].getOutputStream().write(head("Content-Length: 1048576"));
                sockets[i].getOutputStream().write(new byte[] {' '});
                sockets[i].getOutputStream().flush();
            }
            assertThat(server.post("prometheus", " ".repeat(1024 * 1024), AUTHENTIC)
                            .statusCode())
                    .isEqualTo(400);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void headersThatNeverEndAreEnded() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(Arrays.copyOf(head("Content-Length: 2"), 40));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("timed-out");
        }
    }

    @Test
    void aStrangerIsRefusedBeforeTheBodyIsThere() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("guess", "Content-Length: 1000000"));
            socket.getOutputStream().flush();
            assertThat(statusLine(socket.getInputStream())).contains("401");
        }
    }

    @Test
    void aRepeatIsAnsweredAsTheFirstTime() {
        String body = Samples.alertmanager("Repeated", "checkout", "firing");

        HttpResponse<String> first = server.prometheus(body);
        HttpResponse<String> second = server.prometheus(body);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(server.get("/actuator/prometheus").body())
                .contains("ingest_repeated_total{service=\"alert-ingest\",source=\"prometheus\"}");
    }

    @Test
    void aRequestThatNeverEndsIsEnded() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head("Content-Length: 100"));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("timed-out");
        }
    }

    private double bytesInFlight() {
        return server.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("ingest_bytes_in_flight{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
    }

    private static byte[] head(String length) {
        return head(IngestServer.TOKEN, length);
    }

    private static byte[] head(String token, String length) {
        return ("POST /webhooks/prometheus HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + token + "\r\n" + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String statusLine(InputStream in) throws IOException {
        byte[] line = in.readNBytes(15);
        return new String(line, StandardCharsets.US_ASCII);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "dev.firebreak", IngestServer.TOKEN);
        JsonNode problem = Wire.JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        return problem;
    }
}
