package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.event.EventSources;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.prometheus.PrometheusSources;
import dev.firebreak.ingest.sentry.SentrySources;
import dev.firebreak.ingest.source.Deliveries;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.ingest.vercel.VercelSources;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of spoiled bodies: each is understood or refused in words, none is a defect of ours. */
class BodyMutationTest {
    private static final long SEED = 20260201;
    private static final int BODIES = 4000;

    static Stream<Arguments> bodies() {
        Source prometheus = PrometheusSources.with("token");
        Source sentry = SentrySources.with("secret");
        Source vercel = VercelSources.with("secret");
        Source prometheusApi = PrometheusSources.api("token");
        Source events = EventSources.builtIn();
        return Stream.of(
                Arguments.of(events, "", Samples.plainJson()),
                Arguments.of(events, "", Samples.cloudEvent()),
                Arguments.of(events, "", Samples.pagerDutyEvent("trigger")),
                Arguments.of(prometheus, "", Samples.alertmanager("HighErrorRate", "checkout", "firing")),
                Arguments.of(prometheus, "", Samples.alertmanager("HighErrorRate", "checkout", "resolved")),
                Arguments.of(sentry, "event_alert", Samples.sentryEventAlert("7")),
                Arguments.of(sentry, "issue", Samples.sentryIssue("7", "resolved")),
                Arguments.of(sentry, "metric_alert", Samples.sentryMetricAlert("critical", "null")),
                Arguments.of(vercel, "", Samples.vercelDeployment("deployment.error", "\"production\"")),
                Arguments.of(vercel, "", Samples.vercelRollback()),
                Arguments.of(vercel, "", Samples.vercelAlerts()),
                Arguments.of(vercel, "", Samples.vercelDeployment("deployment.checks.failed", "\"production\"")),
                Arguments.of(vercel, "", Samples.vercelDeployment("firewall.attack", "null")),
                Arguments.of(prometheusApi, "", Samples.prometheusApi("2026-02-01T10:00:00Z", "2026-02-01T12:04:00Z")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isUnderstoodOrRefusedInWords(Source source, String resource, String body) {
        Random random = new Random(SEED);
        for (int i = 0; i < BODIES; i++) {
            byte[] spoiled = SpoiledBodies.of(body, random);
            check(source, new Delivery(Map.of("Sentry-Hook-Resource", resource)::get, spoiled, Deliveries.NOON));
        }
    }

    private static void check(Source source, Delivery delivery) {
        try {
            Reading reading = source.read(delivery);
            for (Signal signal : reading.signals()) {
                assertThat(Wire.read(Wire.of(signal).value(), Signal.class)).isEqualTo(signal);
                assertThat(signal.deliveryKey()).isNotBlank().hasSizeLessThan(400);
                assertThat(signal.partitionKey()).isNotBlank().hasSizeLessThan(400);
            }
        } catch (PayloadException e) {
            assertThat(e.reason()).isNotBlank().doesNotContain("java.", "tools.jackson");
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED + ": " + new String(delivery.body(), StandardCharsets.UTF_8), e);
        }
    }
}
