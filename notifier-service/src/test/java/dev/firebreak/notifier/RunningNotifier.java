package dev.firebreak.notifier;

import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.Secret;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.HexHmac;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** The service as it runs, on real Kafka and PostgreSQL, with {@link StandIn} for the vendors. */
final class RunningNotifier implements AutoCloseable {
    static final String SIGNING_SECRET = "slack-signing-secret";
    static final String PAGERDUTY_SECRET = "pagerduty-webhook-secret";

    private final StandIn vendors;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private ConfigurableApplicationContext context;

    RunningNotifier() throws IOException {
        this(Map.of());
    }

    /** @param more settings, which come before those that every test has */
    RunningNotifier(Map<String, String> more) throws IOException {
        vendors = new StandIn();
        String kafka = SharedInfrastructure.kafka().bootstrapServers();
        settings.put("FIREBREAK_KAFKA", kafka);
        settings.put("FIREBREAK_DATABASE_URL", SharedInfrastructure.freshDatabase());
        settings.put("FIREBREAK_DATABASE_USER", SharedInfrastructure.database().user());
        settings.put(
                "FIREBREAK_DATABASE_PASSWORD", SharedInfrastructure.database().password());
        settings.put("FIREBREAK_NOTIFIER_PORT", "0");
        settings.put("FIREBREAK_SLACK_API", vendors.address() + "/slack/api/");
        settings.put("FIREBREAK_SLACK_BOT_TOKEN", "xoxb-test");
        settings.put("FIREBREAK_SLACK_SIGNING_SECRET", "next-secret, " + SIGNING_SECRET);
        settings.put("FIREBREAK_SLACK_RESPONDERS", "U0RESPONDER, grace@example.com");
        settings.put("FIREBREAK_CATALOG", "../runbooks");
        settings.put("FIREBREAK_SLACK_MESSAGES_PER_SECOND", "20");
        settings.put("FIREBREAK_SLACK_BURST", "20");
        settings.put("FIREBREAK_SLACK_SETTLE", "50ms");
        settings.put("FIREBREAK_SLACK_GATHER", "50ms");
        settings.put("FIREBREAK_PAGERDUTY_API", vendors.address() + "/pagerduty");
        settings.put("FIREBREAK_PAGERDUTY_REST_API", vendors.address() + "/pagerduty/rest");
        settings.put("FIREBREAK_PAGERDUTY_ROUTING_KEY", "R0000000000000000000000000000042");
        settings.put("FIREBREAK_PAGERDUTY_WEBHOOK_SECRETS", "next-secret, " + PAGERDUTY_SECRET);
        // A machine that stands still for a while is no vendor that fails: nothing is to go out twice for that.
        for (String vendor : List.of("SLACK", "PAGERDUTY", "WEBHOOK")) {
            settings.put("FIREBREAK_" + vendor + "_TIMEOUT", "12s");
        }
        settings.put("logging.level.kafka", "error");
        settings.put("logging.level.org.apache.kafka", "error");
        settings.put("logging.level.io.zonky", "warn");
        settings.put("logging.level.state.change.logger", "warn");
        settings.putAll(more);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer());
        context = start();
    }

    private RunningNotifier(RunningNotifier first) {
        vendors = first.vendors;
        settings.putAll(first.settings);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedInfrastructure.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        context = start();
    }

    /** Another instance of it, with the same database and the same vendors. */
    RunningNotifier beside() {
        return new RunningNotifier(this);
    }

    private ConfigurableApplicationContext start() {
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return NotifierServiceApplication.builder().run(arguments);
    }

    void restart() {
        context.close();
        context = start();
    }

    StandIn vendors() {
        return vendors;
    }

    String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As Slack sends it now. */
    HttpResponse<String> fromSlack(String body) throws IOException, InterruptedException {
        return fromSlack(body, Instant.now(), SIGNING_SECRET);
    }

    HttpResponse<String> fromSlack(String body, Instant at, String secret) throws IOException, InterruptedException {
        String timestamp = Long.toString(at.getEpochSecond());
        String signature = new HexHmac(HexHmac.SHA256, new Secret(secret))
                .sign(
                        ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8),
                        body.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/slack/events"))
                .header("Content-Type", body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", "v0=" + signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A signed webhook about what Robin did there. */
    HttpResponse<String> pagerDutySays(String type, String data) throws IOException, InterruptedException {
        return pagerDutySends("""
                {"event":{"id":"%s","event_type":"%s","resource_type":"incident","occurred_at":"2026-02-01T03:00:00.000Z",
                 "agent":{"id":"PROBIN","type":"user_reference","summary":"Robin"},"client":null,"data":%s}}""".formatted(UUID.randomUUID(), type, data), PAGERDUTY_SECRET);
    }

    HttpResponse<String> pagerDutySends(String body, String secret) throws IOException, InterruptedException {
        String signature = new HexHmac(HexHmac.SHA256, new Secret(secret)).sign(body.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/webhooks/pagerduty"))
                .header("Content-Type", "application/json")
                .header("X-PagerDuty-Signature", "v1=" + signature)
                .header("X-Webhook-Id", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Somebody else's event to PagerDuty. */
    void enqueue(String action, String dedupKey) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(URI.create(vendors.address() + "/pagerduty/v2/enqueue"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"event_action\":\"" + action + "\",\"dedup_key\":\"" + dedupKey + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    void publish(IncidentFact fact) {
        publish(Wire.of(fact));
    }

    void publish(RemediationFact fact) {
        publish(Wire.of(fact));
    }

    void publish(WireMessage message) {
        List<Header> headers = message.headers().entrySet().stream()
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(message.topic().topicName(), null, key, message.value(), headers))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The one number that the statement answers. */
    long count(String sql) {
        return context.getBean(DatabaseClient.class)
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    /** As if the silence that the lane's vendor has asked for were over now: what waits for it is due together. */
    void endSilence(String lane) {
        await("silence of " + lane).atMost(Duration.ofMinutes(2)).until(() -> count("""
                        with owed as (update obligation set due_at = clock_timestamp()
                                where lane = '%1$s' and state = 'PENDING' returning 1),
                            cards as (update card set due_at = clock_timestamp() where lane = '%1$s' returning 1),
                            lanes as (update lane set blocked_until = null, refilled_at = clock_timestamp()
                                where name = '%1$s' and blocked_until > clock_timestamp() returning 1)
                        select count(*) from lanes""".formatted(lane)) == 1);
    }

    String text(String sql) {
        return context.getBean(DatabaseClient.class)
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    /** The states of what is owed about the incident, as {@code transition/receiver=STATE}. */
    List<String> obligations(UUID incident) {
        return context.getBean(DatabaseClient.class)
                .sql("""
                        select transition || '/' || receiver || '=' || state as owed from obligation
                        where incident_id = :incident order by position""")
                .bind("incident", incident)
                .map(row -> String.valueOf(row.get("owed", String.class)))
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    @Override
    public void close() {
        producer.close();
        context.close();
        vendors.close();
    }
}
