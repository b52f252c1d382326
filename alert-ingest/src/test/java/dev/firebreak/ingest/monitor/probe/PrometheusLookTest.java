package dev.firebreak.ingest.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.catalog.system.PrometheusServer;
import dev.firebreak.catalog.system.Threshold;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusLookTest {
    private static final Threshold ERRORS =
            new Threshold("error-rate", "ratio", 0.01, 0.05, null, Threshold.Worse.HIGHER);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Looks looks = new Looks();
    private HttpServer server;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        looks.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "0.004, NONE, error-rate is 0.004",
        "0.02, WARNING, 'error-rate is 0.02, above 0.01'",
        "0.2, CRITICAL, 'error-rate is 0.2, above 0.05'",
        "NaN, NONE, error-rate is no number",
        "+Inf, CRITICAL, 'error-rate is infinite, above 0.05'"
    })
    void theValueIsHeldAgainstItsBounds(String value, Breach breach, String text) {
        body = vector("[1700000000.1,\"" + value + "\"]");

        assertThat(look()).isInstanceOfSatisfying(Observation.Seen.class, seen -> {
            assertThat(seen.breach()).isEqualTo(breach);
            assertThat(seen.text()).isEqualTo(text);
        });
        assertThat(asked).containsExactly("/api/v1/query?query=rate%28errors%5B5m%5D%29+%2F+2&timeout=30000ms null");
    }

    @Test
    void theWorstOfAllSeriesCounts() {
        body = vector("[1,\"0.001\"]", "[1,\"0.3\"]", "[1,\"0.02\"]", "[1,\"NaN\"]");

        assertThat(look())
                .isInstanceOfSatisfying(
                        Observation.Seen.class, seen -> assertThat(seen.value()).isEqualTo(0.3));
    }

    @Test
    void aScalarIsAValueAndNoSeriesIsNoProblem() {
        body = "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0.02\"]}}";
        assertThat(look())
                .isInstanceOfSatisfying(
                        Observation.Seen.class,
                        seen -> assertThat(seen.breach()).isEqualTo(Breach.WARNING));

        body = vector();
        assertThat(look())
                .isInstanceOfSatisfying(
                        Observation.Seen.class,
                        seen -> assertThat(seen.isGood()).isTrue());
    }

    @Test
    void whatIsNoAnswerOfPrometheusTellsNothing() {
        status = 400;
        body = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}";
        assertThat(look())
                .isInstanceOfSatisfying(
                        Observation.Blind.class,
                        blind -> assertThat(blind.text()).contains("does not understand the query"));
        status = 200;
        for (String odd :
                List.of("<html>", "{}", "[]", "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\"}}")) {
            body = odd;
            assertThat(look()).isInstanceOf(Observation.Blind.class);
        }
        body = vector("[1,\"many\"]");
        assertThat(look()).isInstanceOf(Observation.Blind.class);
        server.stop(0);
        assertThat(look())
                .isInstanceOfSatisfying(
                        Observation.Blind.class,
                        blind -> assertThat(blind.text()).startsWith("cannot connect"));
    }

    @Test
    void aSystemMayNameItsOwnServerAndToken() {
        body = vector();
        looks.secret("FIREBREAK_PROMETHEUS_TOKEN", "token")
                .at(new Probe.Prometheus("up", ERRORS, new PrometheusServer(uri("/prom/"), "prometheus-token")));

        assertThat(asked).containsExactly("/prom/api/v1/query?query=up&timeout=30000ms Bearer token");
    }

    @Test
    void withoutAServerItIsNotSetUp() {
        assertThat(looks.at(new Probe.Prometheus("up", ERRORS, null))).isInstanceOf(Observation.NotSetUp.class);
    }

    private Observation look() {
        return looks.prometheus(uri("")).at(new Probe.Prometheus("rate(errors[5m]) / 2", ERRORS, null));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static String vector(String... samples) {
        List<String> series = List.of(samples).stream()
                .map(sample -> "{\"metric\":{},\"value\":" + sample + "}")
                .toList();
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + String.join(",", series)
                + "]}}";
    }
}
