package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.EmbeddedKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Kafka nothing is accepted, nothing hangs, and nothing has to be restarted afterwards. */
class BrokerDownIT {
    private final AtomicInteger sent = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DELIVERY = "FIREBREAK_INGEST_DELIVERY_TIMEOUT=5s";

    @TempDir
    private Path folder;

    @Test
    void answersComeAgainUntilTheBrokerIsBack() {
        EmbeddedKafka first = EmbeddedKafka.start(folder, 0);
        int port = first.port();
        try (IngestServer server = IngestServer.start(first.bootstrapServers(), DELIVERY)) {
            server.awaitReady();
            assertThat(server.prometheus(news()).statusCode()).isEqualTo(202);

            first.close();
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertComeAgain(server.prometheus(news())));
            Awaitility.await().atMost(PATIENCE).until(() -> !server.isReady());
            assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            try (EmbeddedKafka second = EmbeddedKafka.start(folder, port)) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> server.prometheus(news()).statusCode() == 202);
                server.awaitReady();
                assertThat(second.port()).isEqualTo(port);
            }
        } finally {
            first.close();
        }
    }

    @Test
    void startsWithoutABrokerAndWaitsForIt() {
        int port;
        try (EmbeddedKafka reserved = EmbeddedKafka.start(folder, 0)) {
            port = reserved.port();
        }
        try (IngestServer server = IngestServer.start("127.0.0.1:" + port, DELIVERY)) {
            assertThat(server.isReady()).isFalse();
            assertComeAgain(server.prometheus(news()));

            try (EmbeddedKafka late = EmbeddedKafka.start(folder, port)) {
                server.awaitReady();
                assertThat(server.prometheus(news()).statusCode()).isEqualTo(202);
                assertThat(late.port()).isEqualTo(port);
            }
        }
    }

    /** Another alert each time: a repeat of one that is stored needs no broker. */
    private String news() {
        return Samples.alertmanager("HighErrorRate" + sent.incrementAndGet(), "checkout", "firing");
    }

    private static void assertComeAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("not-stored").doesNotContain("Exception");
    }
}
