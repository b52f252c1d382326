package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recorded alerts are handed out as they came, complete or with a word that they are not, and no faster than they are taken. */
class AlertExportIT {
    private static final String ALERTS = Topic.ALERTS.topicName();
    /** Larger than what sockets and streams take in by themselves. */
    private static final int MANY = 30_000;

    private final Instant start = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);

    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @SuppressWarnings("NullAway.Init")
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        firebreak = new Harness("--FIREBREAK_ALERT_EXPORTS=1");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        firebreak.close();
    }

    @Test
    void handsOutEverySignalOnceOldestFirstWhateverItsPartition() {
        List<Signal> signals = IntStream.range(0, 200).mapToObj(this::signal).toList();
        for (int i = 0; i < 200; i++) {
            record(i % 3, at(i), bytes(signals.get(i)));
        }
        record(1, at(50), "{ broken".getBytes(UTF_8));
        record(2, at(300), "{\"no\": \"signal\"}".getBytes(UTF_8));
        record(2, at(301), null);
        producer.flush();

        HttpResponse<String> answer = firebreak.get("/api/alerts/export");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(answer.headers().firstValue("Firebreak-Complete-From")).isEmpty();
        assertThat(signals(answer)).isEqualTo(signals);
    }

    @Test
    void keepsToTheTimesAndTheSystemThatItIsAskedFor() {
        for (int i = 0; i < 60; i++) {
            record(i % 3, at(i), bytes(signal(i)));
        }
        Signal pretty = new Signal.AlertReceived(
                EventId.next(), Alerts.firing("Pretty", "nobody's").alert());
        record(0, at(60), Wire.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(pretty));
        producer.flush();

        assertThat(signals(export("?from=" + at(20) + "&to=" + at(30)))).hasSize(10);
        assertThat(signals(export("?from=" + at(58)))).hasSize(3).endsWith(pretty);
        assertThat(signals(export("?from=" + at(70)))).isEmpty();
        // every tenth is a deployment, of a project that is nobody's
        assertThat(signals(export("?system=shop&to=" + at(60)))).hasSize(54);
        assertThat(signals(export("?system=shop&from=" + at(60)))).isEmpty();

        assertThat(export("?from=yesterday").body()).contains("is no time such as");
        assertThat(export("?from=" + at(2) + "&to=" + at(1)).body()).contains("not before");
        assertThat(export("?system=bakery").statusCode()).isEqualTo(400);
        assertThat(export("?since=30d").body()).contains("from, system, to");
    }

    @Test
    void saysWhatTheBrokerHasDeleted() throws ExecutionException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            record(i % 3, at(i), bytes(signal(i)));
        }
        producer.flush();
        try (Admin admin = admin()) { // partition 0 keeps all, 1 from 31 on, 2 from 41 on
            admin.deleteRecords(Map.of(
                            new TopicPartition(ALERTS, 1), RecordsToDelete.beforeOffset(10),
                            new TopicPartition(ALERTS, 2), RecordsToDelete.beforeOffset(13)))
                    .all()
                    .get();
        }

        HttpResponse<String> all = export("");
        assertThat(signals(all)).hasSize(20 + 10 + 7);
        assertThat(all.headers().firstValue("Firebreak-Complete-From")).contains(at(41).toString());
        assertThat(export("?from=" + at(41)).headers().firstValue("Firebreak-Complete-From"))
                .isEmpty();
        HttpResponse<String> tooEarly = export("?from=" + at(-1));
        assertThat(tooEarly.statusCode()).isEqualTo(400);
        assertThat(tooEarly.body()).contains("from before " + at(0) + " are not kept any more");
    }

    @Test
    void isReadNoFasterThanItIsTakenAndByNoMoreThanAllowed() throws IOException, InterruptedException {
        for (int i = 0; i < MANY; i++) {
            record(i % 3, at(i), bytes(signal(i)));
        }
        producer.flush();
        HttpResponse<InputStream> slow = HttpClient.newHttpClient()
                .send(firebreak.request("/api/alerts/export").build(), BodyHandlers.ofInputStream());

        HttpResponse<String> second = export("");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        try (InputStream body = slow.body()) {
            assertThat(new String(body.readAllBytes(), UTF_8).lines()).hasSize(MANY);
        }
        await().atMost(SOON).until(() -> export("?from=" + at(MANY - 1)).statusCode() == 200);

        HttpResponse<InputStream> left = HttpClient.newHttpClient()
                .send(firebreak.request("/api/alerts/export").build(), BodyHandlers.ofInputStream());
        left.body().close();
        await("who goes away makes room")
                .atMost(SOON)
                .until(() -> export("?from=" + at(MANY - 1)).statusCode() == 200);
    }

    @Test
    void theTopicKeepsAlertsForAsLongAsIsSet() {
        ConfigResource alerts = new ConfigResource(ConfigResource.Type.TOPIC, ALERTS);
        try (Admin admin = admin()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(admin.describeConfigs(List.of(alerts))
                                    .all()
                                    .get()
                                    .values())
                            .extracting(topic -> topic.get("retention.ms").value())
                            .containsExactly(Long.toString(Duration.ofDays(35).toMillis())));
        }
    }

    private Signal signal(int number) {
        if (number % 10 == 9) {
            return new Signal.DeploymentChanged(
                    EventId.next(),
                    "deployment:" + number,
                    new Deployment(
                            "dpl_" + number,
                            "vercel",
                            "nobodys",
                            null,
                            "production",
                            null,
                            null,
                            null,
                            null,
                            null,
                            at(number)),
                    DeploymentState.LIVE,
                    at(number),
                    at(number));
        }
        Alert alert = Alerts.firing("Recorded-" + number, "web")
                .startsAt(at(number))
                .receivedAt(at(number))
                .alert();
        return new Signal.AlertReceived(EventId.next(), alert);
    }

    private Instant at(int number) {
        return start.plusSeconds(number);
    }

    private void record(int partition, Instant time, byte @Nullable [] value) {
        var _ = producer.send(new ProducerRecord<>(ALERTS, partition, time.toEpochMilli(), null, value));
    }

    private static byte[] bytes(Signal signal) {
        return Wire.JSON.writeValueAsBytes(signal);
    }

    private HttpResponse<String> export(String query) {
        return firebreak.get("/api/alerts/export" + query);
    }

    private static List<Signal> signals(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body()
                .lines()
                .map(line -> Wire.JSON.readValue(line, Signal.class))
                .toList();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka()));
    }

    private String kafka() {
        return Objects.requireNonNull(firebreak.service().getEnvironment().getProperty("FIREBREAK_KAFKA"));
    }
}
