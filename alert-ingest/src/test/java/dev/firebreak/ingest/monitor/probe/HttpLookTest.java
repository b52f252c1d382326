package dev.firebreak.ingest.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firebreak.catalog.expression.Expectation;
import dev.firebreak.catalog.system.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLookTest {
    private static final String CANARY = "canary-token";

    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Looks looks = new Looks();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = switch (exchange.getRequestURI().getPath()) {
                case "/large" -> new byte[1024 * 1024 + 1];
                case "/html" -> "<html>".getBytes(StandardCharsets.UTF_8);
                default -> "{\"status\":\"ok\",\"queue\":3}".getBytes(StandardCharsets.UTF_8);
            };
            int status = switch (exchange.getRequestURI().getPath()) {
                case "/redirect" -> 302;
                case "/ill" -> 500;
                case "/empty" -> 204;
                default -> 200;
            };
            if (exchange.getRequestURI().getPath().equals("/silent")) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.getResponseHeaders().add("Location", "/ok");
            exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
            exchange.getResponseBody().write(status == 204 ? new byte[0] : body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        looks.close();
        server.stop(0);
    }

    @Test
    void aHealthyServiceIsWell() {
        assertGood(probe("/ok", Set.of(200)));
        assertGood(probe("/empty", Set.of(200, 204)));
        assertGood(new Probe.Http(
                uri("/ok"), Set.of(200), Expectation.parse("body.status == 'ok' && body.queue < 5"), "\"ok\"", null));
    }

    @Test
    void anotherStatusIsAFailureAndARedirectIsNotFollowed() {
        assertBad(probe("/ill", Set.of(200, 204)), "answered 500 and not 200 or 204");
        assertBad(probe("/redirect", Set.of(200)), "answered 302 and not 200");
        assertThat(requests).hasSize(2);
    }

    @Test
    void aBodyThatSaysOtherwiseIsAFailure() {
        assertBad(new Probe.Http(uri("/ok"), Set.of(200), null, "degraded", null), "without the text 'degraded'");
        assertBad(
                new Probe.Http(uri("/ok"), Set.of(200), Expectation.parse("body.queue == 0"), null, null),
                "this does not hold: body.queue == 0");
        assertBad(
                new Probe.Http(uri("/ok"), Set.of(200), Expectation.parse("body.other == 0"), null, null),
                "cannot be told");
        assertBad(
                new Probe.Http(uri("/html"), Set.of(200), Expectation.parse("body.queue == 0"), null, null),
                "a body that is not JSON");
    }

    @Test
    void everyLookHasAnEnd() throws IOException {
        assertThat(looks.at(probe("/silent", Set.of(200)), Duration.ofSeconds(4))
                        .text())
                .endsWith("/silent in 4s");
        assertBad(probe("/large", Set.of(200)), "larger than 1 MiB");
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertBad(
                new Probe.Http(URI.create("http://127.0.0.1:" + free + "/"), Set.of(200), null, null, null),
                "cannot connect to");
        assertBad(
                new Probe.Http(URI.create("http://nobody.invalid/"), Set.of(200), null, null, null),
                "no address is known for http://nobody.invalid/");
    }

    @Test
    void nothingIsSentToWhatIsNotOnTheInternet() {
        try (Looks usual = new Looks().noPrivateNetworks()) {
            assertThat(usual.at(probe("/ok", Set.of(200))).text()).contains("FIREBREAK_EGRESS_NETWORKS");
            assertThat(usual.at(new Probe.Http(
                                    URI.create("http://localhost:"
                                            + server.getAddress().getPort() + "/ok"),
                                    Set.of(200),
                                    null,
                                    null,
                                    null))
                            .text())
                    .contains("FIREBREAK_EGRESS_NETWORKS");
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void aSandboxStandsInForTheHost() {
        try (Looks sandboxed = new Looks().noPrivateNetworks().sandbox(uri("/hosts"))) {
            assertThat(sandboxed.at(new Probe.Http(
                            URI.create("https://shop.example/api/health?deep=1"), Set.of(200), null, null, null)))
                    .isInstanceOfSatisfying(
                            Observation.Seen.class,
                            seen -> assertThat(seen.isGood()).isTrue());
            assertThat(sandboxed.at(new Probe.Tcp("shop.example", 5432))).isInstanceOf(Observation.NotSetUp.class);
        }
        assertThat(requests).containsExactly("/hosts/shop.example/api/health?deep=1 null");
    }

    @Test
    void aSandboxThatIsGoneSaysNothingAboutTheHost() {
        server.stop(0);
        try (Looks sandboxed = new Looks().noPrivateNetworks().sandbox(uri("/hosts"))) {
            assertThat(sandboxed.at(new Probe.Http(
                            URI.create("https://shop.example/api/health"), Set.of(200), null, null, null)))
                    .isEqualTo(new Observation.NotSetUp(
                            "no sandbox to look at in place of https://shop.example/api/health"));
        }
    }

    @Test
    void aTokenIsSentAndNeverTold() {
        Probe.Http probe = new Probe.Http(uri("/ill"), Set.of(200), null, null, "smoke-token");

        assertThat(looks.secret("FIREBREAK_SMOKE_TOKEN", CANARY).at(probe).text())
                .doesNotContain(CANARY)
                .contains("500");
        assertThat(requests).containsExactly("/ill Bearer " + CANARY);
    }

    @Test
    void aTokenThatNobodyHasSetIsNamed() {
        assertThat(looks.at(new Probe.Http(uri("/ok"), Set.of(200), null, null, "smoke-token")))
                .isEqualTo(new Observation.NotSetUp("no secret 'smoke-token': set FIREBREAK_SECRET_SMOKE_TOKEN or"
                        + " FIREBREAK_SMOKE_TOKEN in the environment"));
        assertThat(requests).isEmpty();
    }

    private void assertGood(Probe.Http probe) {
        assertThat(looks.at(probe))
                .isInstanceOfSatisfying(
                        Observation.Seen.class,
                        seen -> assertThat(seen.isGood()).as(seen.text()).isTrue());
    }

    private void assertBad(Probe.Http probe, @Nullable String reason) {
        assertThat(looks.at(probe)).isInstanceOfSatisfying(Observation.Seen.class, seen -> {
            assertThat(seen.isGood()).isFalse();
            assertThat(seen.text()).contains(reason);
        });
    }

    private Probe.Http probe(String path, Set<Integer> statuses) {
        return new Probe.Http(uri(path), statuses, null, null, null);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
