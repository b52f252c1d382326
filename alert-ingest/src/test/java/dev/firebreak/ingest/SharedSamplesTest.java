package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firebreak.ingest.event.EventSources;
import dev.firebreak.ingest.prometheus.PrometheusSources;
import dev.firebreak.ingest.sentry.SentrySources;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Deliveries;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.ingest.vercel.VercelSources;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Runs over the collection of real captures when it lies beside the checkout. What each means is in
 * {@code shared-samples.txt}, field by field; a capture that is not listed there fails, so that somebody looks at it.
 */
class SharedSamplesTest {
    private static final Path PAYLOADS = Path.of("../../shared/payloads");
    private static final String TIMESTAMP = "X-Grafana-Alerting-Timestamp";

    private final Map<String, List<String>> expected = expected();

    @TestFactory
    Stream<DynamicTest> prometheus() throws IOException {
        return tests(
                PrometheusSources.with("alertmanager-shared-token-0001", "grafana-hmac-secret-0001"), "prometheus", "");
    }

    @TestFactory
    Stream<DynamicTest> sentry() throws IOException {
        return tests(SentrySources.with("sentry-client-secret-0001"), "sentry", "");
    }

    @TestFactory
    Stream<DynamicTest> vercel() throws IOException {
        return tests(VercelSources.with("vercel-webhook-secret-0001"), "vercel", "");
    }

    /** What PagerDuty's clients send, which we take as well. */
    @TestFactory
    Stream<DynamicTest> pagerduty() throws IOException {
        return tests(EventSources.builtIn(), "pagerduty", "events_v2_.*_request");
    }

    private Stream<DynamicTest> tests(Source source, String folder, String names) throws IOException {
        assumeTrue(Files.isDirectory(PAYLOADS), "no captures beside the checkout");
        try (Stream<Path> files = Files.list(PAYLOADS.resolve(folder))) {
            return files.filter(file -> names.isEmpty() || name(file).matches(names)).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), () -> check(source, folder, file)));
        }
    }

    private void check(Source source, String folder, Path file) throws IOException {
        JsonNode sample = Wire.JSON.readTree(Files.readString(file));
        boolean isRaw = name(file).startsWith("raw_request_");
        Delivery delivery = isRaw
                ? raw(sample)
                : Deliveries.delivery(sample.toString(), Map.of("Sentry-Hook-Resource", resource(file)));

        assertThat(Outcomes.of(source, delivery)).isEqualTo(expected.get(folder + "/" + name(file)));
        if (isRaw) {
            assertThat(source.authenticate(delivery) instanceof Authentication.Accepted)
                    .isEqualTo(!name(file).contains("bad_signature"));
        }
        checkWire(source, delivery);
    }

    private static void checkWire(Source source, Delivery delivery) {
        if (Outcomes.of(source, delivery).getFirst().startsWith("refused")) {
            return;
        }
        assertThat(source.read(delivery).signals())
                .allSatisfy(signal -> assertThat(Wire.read(Wire.of(signal).value(), Signal.class))
                        .isEqualTo(signal));
    }

    private static Delivery raw(JsonNode sample) {
        Map<String, String> headers = new HashMap<>();
        sample.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        Delivery delivery = Deliveries.delivery(sample.get("body").asString(), headers);
        String timestamp = headers.get(TIMESTAMP);
        return timestamp == null
                ? delivery
                : new Delivery(delivery.headers(), delivery.body(), Instant.ofEpochSecond(Long.parseLong(timestamp)));
    }

    private static String resource(Path file) {
        return Stream.of("event_alert", "metric_alert", "issue", "comment", "error", "installation", "seer")
                .filter(name(file)::startsWith)
                .findFirst()
                .orElse("event_alert");
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : resource().lines().toList()) {
            if (line.startsWith("  ")) {
                lines.add(line.strip());
            } else if (!line.startsWith("#") && !line.isBlank()) {
                lines = new ArrayList<>();
                expected.put(line.strip(), lines);
            }
        }
        return expected;
    }

    private static String resource() {
        try (InputStream in = SharedSamplesTest.class.getResourceAsStream("/shared-samples.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
