package dev.firebreak.remediation.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebreak.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedOutsideTest {
    private static final String CANARY = "canary-token";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private final HttpServer server = start();
    private final GuardedOutside open = new GuardedOutside(settings(List.of("127.0.0.0/8")), _ -> true);

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void paths() {
        answer("/ok", 200, "{\"state\":{\"inner\":\"closed\"}}");
        server.createContext("/redirect", exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/ok");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        answer("/large", 200, "x".repeat(1024 * 1024 + 1));
        server.createContext("/silent", _ -> {
            requests.incrementAndGet();
            waitForEver();
        });
        server.createContext("/cut", HttpExchange::close);
    }

    @AfterEach
    void stop() {
        never.countDown();
        open.destroy();
        server.stop(0);
    }

    @Test
    void readsAnAnswer() {
        assertThat(send(open, Call.read(uri("/ok"), null, PATIENCE)))
                .isInstanceOfSatisfying(Answer.Reply.class, reply -> {
                    assertThat(reply.status()).isEqualTo(200);
                    assertThat(reply.at("state.inner")).isEqualTo("closed");
                    assertThat(reply.at("state.other")).isNull();
                });
    }

    @Test
    void sendsNothingToAPlaceThatTheCatalogueDoesNotName() {
        GuardedOutside closed = new GuardedOutside(settings(List.of("127.0.0.0/8")), _ -> false);

        assertThat(send(closed, Call.read(uri("/ok"), null, PATIENCE))).isInstanceOf(Answer.NotSent.class);
        assertThat(requests).hasValue(0);
        closed.destroy();
    }

    @Test
    void sendsNothingToALoopbackAddressHoweverItIsWritten() {
        GuardedOutside usual = new GuardedOutside(settings(List.of()), _ -> true);
        int port = server.getAddress().getPort();

        for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0")) {
            URI uri = URI.create("http://" + host + ":" + port + "/ok");
            assertThat(send(usual, Call.read(uri, null, PATIENCE))).as(host).isInstanceOf(Answer.NotSent.class);
        }
        assertThat(requests).hasValue(0);
        usual.destroy();
    }

    @Test
    void followsNoRedirect() {
        assertThat(send(open, Call.read(uri("/redirect"), null, PATIENCE)))
                .isInstanceOfSatisfying(
                        Answer.Reply.class, it -> assertThat(it.status()).isEqualTo(302));
        assertThat(requests).hasValue(1);
    }

    @Test
    void readsNoMoreThanAMebibyte() {
        assertThat(send(open, Call.read(uri("/large"), null, PATIENCE))).isInstanceOf(Answer.Lost.class);
    }

    @Test
    void aChangeIsSentOnceAndItsSilenceIsNotTakenForAnAnswer() {
        assertThat(send(open, change("/silent", Deadline.in(PATIENCE), Duration.ofSeconds(2))))
                .isInstanceOf(Answer.Lost.class);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(requests).hasValue(1));
    }

    @Test
    void nothingIsWrittenAfterTheDeadline() {
        assertThat(send(open, change("/ok", Deadline.in(Duration.ZERO), PATIENCE)))
                .isInstanceOf(Answer.NotSent.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void aClosedPortIsKnownNotToHaveBeenReached() {
        URI uri = URI.create("http://127.0.0.1:1/ok");

        assertThat(send(open, Call.read(uri, null, PATIENCE))).isInstanceOf(Answer.NotSent.class);
    }

    @Test
    void noSecretIsInWhatIsTold() {
        URI withSecrets = URI.create(uri("/cut") + "?token=" + CANARY);

        for (Call call : List.of(
                Call.read(withSecrets, new Secret(CANARY), Duration.ofSeconds(2)),
                Call.read(
                        URI.create("http://127.0.0.1:1/x?token=" + CANARY), new Secret(CANARY), Duration.ofSeconds(2)),
                Call.change(
                        "POST",
                        withSecrets,
                        CANARY,
                        new Secret(CANARY),
                        Duration.ofSeconds(2),
                        Deadline.in(Duration.ZERO)))) {
            assertThat(send(open, call).toString()).doesNotContain(CANARY);
        }
        assertThat(Call.readable(URI.create("https://user:" + CANARY + "@host.example/p?x=" + CANARY)))
                .isEqualTo("https://host.example/p");
    }

    private static Answer send(GuardedOutside outside, Call call) {
        return Objects.requireNonNull(outside.call(call).block(PATIENCE.multipliedBy(2)));
    }

    private Call change(String path, Deadline deadline, Duration timeout) {
        return Call.change("POST", uri(path), "{}", null, timeout, deadline);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    private void waitForEver() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EgressSettings settings(List<String> networks) {
        return new EgressSettings(
                null,
                networks,
                new EgressSettings.Providers(
                        URI.create("http://127.0.0.1:8090/vercel"),
                        URI.create("http://127.0.0.1:8090/github"),
                        URI.create("http://127.0.0.1:8090/statuspage"),
                        null),
                PATIENCE,
                16,
                Duration.ofSeconds(5));
    }
}
