package dev.firebreak.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the whole service promises, over HTTP and against any Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IngestContract {
    @SuppressWarnings("NullAway.Init") // stays null when the tests are skipped
    private IngestServer server;

    private AlertsTopic topic;

    /** Where this Kafka listens. */
    abstract String bootstrapServers();

    @BeforeAll
    void start() {
        server = IngestServer.start(bootstrapServers());
        server.awaitReady();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void openTopic() {
        topic = AlertsTopic.fromNow(bootstrapServers());
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void acceptedMeansThatTheAlertIsOnTheTopic() {
        HttpResponse<String> answer = server.prometheus(Samples.alertmanager("HighErrorRate", "checkout", "firing"));

        assertThat(answer.statusCode()).isEqualTo(202);
        Alert alert = ((Signal.AlertReceived) topic.signals().getFirst()).alert();
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"ids\":[\"" + alert.id() + "\"]}");
        assertThat(alert.name()).isEqualTo("HighErrorRate");
        assertThat(alert.service()).isEqualTo("checkout");
    }

    @Test
    void recordsAreCloudEventsKeyedByService() {
        server.prometheus(Samples.alertmanager("KeyedByService", "checkout", "firing"));

        var message = topic.records().getFirst();
        assertThat(message.key()).isEqualTo("checkout");
        assertThat(message.headers().lastHeader(Wire.TYPE).value())
                .isEqualTo("alert.received.v1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSameWebhookThreeTimesIsOneAlertWithOneAnswer() {
        String body = Samples.sentryEventAlert("1170820242");
        Set<String> answers = new HashSet<>();

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = server.sentry("event_alert", body);
            assertThat(answer.statusCode()).isEqualTo(202);
            answers.add(answer.body());
        }

        assertThat(answers).hasSize(1);
        assertThat(topic.signals()).hasSize(1);
    }

    @Test
    void anInstanceThatHasNotSeenTheFirstOneGivesTheRepeatTheSameDeliveryKey() {
        String body = Samples.alertmanager("SeenTwice", "checkout", "firing");

        assertThat(server.prometheus(body).statusCode()).isEqualTo(202);
        try (IngestServer other = IngestServer.start(bootstrapServers())) {
            other.awaitReady();
            assertThat(other.prometheus(body).statusCode()).isEqualTo(202);
        }

        assertThat(topic.signals())
                .hasSize(2)
                .extracting(Signal::deliveryKey)
                .containsOnly(topic.signals().getFirst().deliveryKey());
        assertThat(topic.signals()).extracting(Signal::id).doesNotHaveDuplicates();
    }

    @Test
    void aFailedProductionDeploymentIsAFactAndAnAlert() {
        assertThat(server.vercel(Samples.vercelDeployment("deployment.error", "\"production\""))
                        .body())
                .startsWith("{\"accepted\":2,");

        List<Signal> signals = topic.signals();
        assertThat(signals).hasSize(2);
        assertThat(signals)
                .filteredOn(Signal.DeploymentChanged.class::isInstance)
                .first()
                .extracting(signal -> ((Signal.DeploymentChanged) signal).state())
                .isEqualTo(DeploymentState.FAILED);
        assertThat(signals).extracting(Signal::deliveryKey).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoAlertIsAcceptedAndCounted() {
        HttpResponse<String> answer =
                server.sentry("comment", "{\"action\":\"created\",\"data\":{\"comment\":\"hi\"}}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":0,\"ids\":[]}");
        assertThat(server.get("/actuator/prometheus").body())
                .contains(
                        "ingest_dropped_total{reason=\"resource_comment\",service=\"alert-ingest\",source=\"sentry\"}");
        assertThat(topic.records()).isEmpty();
    }

    @Test
    void prometheusItselfMayPostAndItsRepeatsAreOneDelivery() {
        for (String endsAt : List.of("2999-01-01T00:00:00Z", "2999-01-01T00:01:00Z")) {
            assertThat(server.prometheusApi(Samples.prometheusApi("2026-02-01T11:50:00Z", endsAt))
                            .statusCode())
                    .isEqualTo(202);
        }

        List<Signal> signals = topic.signals();
        assertThat(signals)
                .extracting(Signal::deliveryKey)
                .containsOnly(signals.getFirst().deliveryKey());
        assertThat(signals).extracting(Signal::partitionKey).containsOnly("worker");
    }

    @Test
    void anyToolMayPostWhatItHas() {
        Map<String, String> binary = Map.of(
                "ce-specversion", "1.0", "ce-id", "1", "ce-source", "/uptime", "ce-type", "check", "ce-subject", "web");

        assertThat(server.event("", Samples.plainJson(), Map.of()).statusCode()).isEqualTo(202);
        assertThat(server.event("pagerduty", Samples.pagerDutyEvent("trigger"), Map.of())
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.event("", "{\"check\":\"login\",\"severity\":\"critical\"}", binary)
                        .statusCode())
                .isEqualTo(202);

        assertThat(topic.signals())
                .extracting(signal -> ((Signal.AlertReceived) signal).alert().source() + " "
                        + ((Signal.AlertReceived) signal).alert().service())
                .containsExactlyInAnyOrder("json worker", "pagerduty postgres", "json web");
    }
}
