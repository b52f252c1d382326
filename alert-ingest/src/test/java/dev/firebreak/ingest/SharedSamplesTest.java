package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.prometheus.PrometheusSources;
import dev.firebreak.ingest.sentry.SentrySources;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Deliveries;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.ingest.vercel.VercelSources;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Runs over the collection of real captures when it lies beside the checkout. */
class SharedSamplesTest {
    private static final Path PAYLOADS = Path.of("../../shared/payloads");
    private static final String TOKEN = "alertmanager-shared-token-0001";

    /** How many signals each capture is worth; -1: refused as another shape. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("firing_oncall_extra_counts", 2),
            Map.entry("grafana_cloud_oncall_style", 3),
            Map.entry("mixed_firing_and_resolved", 3),
            Map.entry("resolved_multiple", 2),
            Map.entry("swarm_ping_firing_3_alerts", 3),
            Map.entry("swarm_ping_resolved_3_alerts", 3),
            Map.entry("truncated_max_alerts_2_of_7", 2),
            Map.entry("comment_created", 0),
            Map.entry("comment_updated", 0),
            Map.entry("error_created", 0),
            Map.entry("installation_created", 0),
            Map.entry("installation_deleted", 0),
            Map.entry("issue_assigned_to_team", 0),
            Map.entry("issue_ignored", 0),
            Map.entry("seer_root_cause_completed", 0),
            Map.entry("legacy_webhooks_plugin_unsigned", -1),
            Map.entry("deployment_error_production", 2),
            Map.entry("project_created", 0),
            Map.entry("project_env_variable_updated", 0),
            Map.entry("project_removed", 0),
            Map.entry("project_renamed", 0),
            Map.entry("project_rolling_release_aborted", 0));

    @TestFactory
    Stream<DynamicTest> prometheus() throws IOException {
        return tests(PrometheusSources.with(TOKEN), "prometheus");
    }

    @TestFactory
    Stream<DynamicTest> sentry() throws IOException {
        return tests(SentrySources.with("sentry-client-secret-0001"), "sentry");
    }

    @TestFactory
    Stream<DynamicTest> vercel() throws IOException {
        return tests(VercelSources.with("vercel-webhook-secret-0001"), "vercel");
    }

    private static Stream<DynamicTest> tests(Source source, String folder) throws IOException {
        assumeTrue(Files.isDirectory(PAYLOADS), "no captures beside the checkout");
        try (Stream<Path> files = Files.list(PAYLOADS.resolve(folder))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), () -> check(source, file)));
        }
    }

    private static void check(Source source, Path file) throws IOException {
        JsonNode sample = Wire.JSON.readTree(Files.readString(file));
        if (name(file).startsWith("raw_request_grafana_hmac")) {
            return; // signed by Grafana's own scheme, which is not taken yet
        }
        if (name(file).startsWith("raw_request_")) {
            checkSigned(source, sample, !name(file).contains("bad_signature"));
        } else {
            checkMeaning(source, sample.toString(), name(file));
        }
    }

    private static void checkSigned(Source source, JsonNode sample, boolean good) {
        Map<String, String> headers = new HashMap<>();
        sample.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        var delivery = Deliveries.delivery(sample.get("body").asString(), headers);

        assertThat(source.authenticate(delivery) instanceof Authentication.Accepted)
                .isEqualTo(good);
        assertThat(source.read(delivery).signals()).hasSize(1);
    }

    private static void checkMeaning(Source source, String body, String name) {
        int expected = SIGNALS.getOrDefault(name, 1);
        Map<String, String> headers = Map.of("Sentry-Hook-Resource", resource(name));
        if (expected < 0) {
            assertThatThrownBy(() -> source.read(Deliveries.delivery(body, headers)))
                    .isInstanceOf(PayloadException.class);
            return;
        }

        Reading reading = source.read(Deliveries.delivery(body, headers));

        assertThat(reading.signals()).hasSize(expected);
        assertThat(reading.dropped()).hasSize(expected == 0 ? 1 : 0);
        assertThat(reading.signals()).allSatisfy(SharedSamplesTest::checkComplete);
        assertThat(keys(source.read(Deliveries.delivery(body, headers)))).isEqualTo(keys(reading));
    }

    private static void checkComplete(Signal signal) {
        assertThat(Wire.read(Wire.of(signal).value(), Signal.class)).isEqualTo(signal);
        if (signal instanceof Signal.AlertReceived(EventId _, Alert alert)) {
            assertThat(alert.name()).isNotBlank();
            assertThat(alert.title()).isNotBlank();
            assertThat(alert.service()).isNotBlank();
            assertThat(alert.fingerprint()).isNotBlank();
            assertThat(alert.endsAt() == null).isEqualTo(alert.isFiring());
        }
    }

    private static List<String> keys(Reading reading) {
        return reading.signals().stream().map(Signal::deliveryKey).toList();
    }

    private static String resource(String name) {
        return Stream.of("event_alert", "metric_alert", "issue", "comment", "error", "installation", "seer")
                .filter(name::startsWith)
                .findFirst()
                .orElse("event_alert");
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }
}
