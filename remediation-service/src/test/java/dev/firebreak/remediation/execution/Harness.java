package dev.firebreak.remediation.execution;

import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.model.remediation.DryRun;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import dev.firebreak.remediation.RemediationServiceApplication;
import dev.firebreak.sandbox.SandboxApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** The service on real parts, and the sandbox as the outside world; one for all tests of this JVM. */
public final class Harness {
    static final String CANARY = "canary-7f3a";
    static final Duration SOON = Duration.ofSeconds(90);

    private static final class Shared {
        static final Harness HARNESS = new Harness();
    }

    final Crash crash = new Crash();
    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<RemediationFact> facts = new ArrayList<>();
    private final List<AutomationFact> automation = new ArrayList<>();
    private final List<DryRun> dryRuns = new ArrayList<>();
    private final List<ChecklistFact> checklists = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final String databaseUrl = SharedInfrastructure.freshDatabase();
    private final ConfigurableApplicationContext sandbox;
    private final ConfigurableApplicationContext service;
    private final String sandboxUrl;

    /** What the running service has of that kind. */
    public static <T> T bean(Class<T> type) {
        return shared().service.getBean(type);
    }

    /** As incident-service would. */
    public static void tell(IncidentFact fact) {
        shared().send(fact);
    }

    /** Steps have earned and lost nothing yet. */
    static Harness shared() {
        Shared.HARNESS.forgetTrust();
        return Shared.HARNESS;
    }

    /** Time passes for whoever broke off at a turn of this incident's: nobody holds it any more. */
    void endLease(Incident incident) {
        sql("UPDATE remediation SET lease_until = clock_timestamp() WHERE incident_id = '"
                + incident.id().value() + "'");
    }

    void forgetTrust() {
        sql("DELETE FROM trust");
    }

    /** Past the service, so that a turn may wait for it on whatever thread it is. */
    void sql(String statement) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:" + databaseUrl + "?currentSchema=remediation",
                        SharedInfrastructure.database().user(),
                        SharedInfrastructure.database().password());
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Harness() {
        sandbox = SandboxApplication.builder()
                .run(
                        "--FIREBREAK_SANDBOX_PORT=0",
                        "--FIREBREAK_SANDBOX_REDIS_PORT=0",
                        "--FIREBREAK_SANDBOX_ANNOUNCE=false");
        int port = Objects.requireNonNull(((WebServerApplicationContext) sandbox).getWebServer())
                .getPort();
        sandboxUrl = "http://127.0.0.1:" + port;
        service = start(
                RemediationServiceApplication.builder(), TestCatalog.write().toString());
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                SharedInfrastructure.kafka().bootstrapServers(),
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                "500");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.REMEDIATIONS.topicName()));
    }

    private ConfigurableApplicationContext start(SpringApplicationBuilder builder, String catalog) {
        String redis = json("GET", "/shop", "").path("redis").asString();
        return builder.initializers(context -> context.getBeanFactory().registerSingleton("crashPoints", crash))
                .run(
                        "--FIREBREAK_REMEDIATION_PORT=0",
                        "--FIREBREAK_KAFKA=" + SharedInfrastructure.kafka().bootstrapServers(),
                        "--FIREBREAK_DATABASE_URL=" + databaseUrl,
                        "--FIREBREAK_DATABASE_USER="
                                + SharedInfrastructure.database().user(),
                        "--FIREBREAK_DATABASE_PASSWORD="
                                + SharedInfrastructure.database().password(),
                        "--FIREBREAK_CATALOG=" + catalog,
                        "--FIREBREAK_EGRESS_SANDBOX=" + sandboxUrl + "/hosts",
                        "--FIREBREAK_VERCEL_API=" + sandboxUrl + "/vercel",
                        "--FIREBREAK_VERCEL_TOKEN=" + CANARY + "-vercel",
                        "--FIREBREAK_ADMIN_TOKEN=" + CANARY + "-admin",
                        "--FIREBREAK_REDIS_URL=" + redis,
                        "--FIREBREAK_LEAK_REDIS_URL=redis://user:" + CANARY + "@127.0.0.1:1/0",
                        "--FIREBREAK_LEAK_DATABASE_URL=postgresql://user:" + CANARY + "@127.0.0.1:1/none",
                        "--FIREBREAK_PEOPLE=marie=slack:Marie",
                        "--FIREBREAK_POLL_INTERVAL=200ms",
                        "--FIREBREAK_BUDGET_AT_ONCE=1000",
                        "--FIREBREAK_BUDGET_PER_HOUR=1000",
                        "--spring.cloud.stream.kafka.binder.consumer-properties.metadata.max.age.ms=500",
                        // The database is there: what production gives up on after seconds is a machine that stalls.
                        "--spring.r2dbc.properties.statementTimeout=30s",
                        "--spring.r2dbc.properties.lockWaitTimeout=30s",
                        "--spring.r2dbc.properties.connectTimeout=30s",
                        "--spring.r2dbc.pool.max-acquire-time=30s",
                        "--spring.r2dbc.pool.max-create-connection-time=30s",
                        "--spring.r2dbc.pool.max-validation-time=30s",
                        "--logging.level.kafka=warn",
                        "--logging.level.org.apache.kafka=warn",
                        "--logging.level.state.change.logger=warn");
    }

    /** What the service shows of itself. */
    String actuator(String path) {
        int port = Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
        return text("http://127.0.0.1:" + port + "/actuator" + path);
    }

    private String text(String uri) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    DatabaseClient database() {
        return service.getBean(DatabaseClient.class);
    }

    void send(IncidentFact fact) {
        send(Wire.of(fact));
    }

    void send(Command command) {
        send(Wire.of(command, "test"));
    }

    private void send(WireMessage message) {
        var sent = new ProducerRecord<>(message.topic().topicName(), message.key(), message.value());
        message.headers().forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(sent).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Facts about the incident's remediations so far, in order. */
    List<RemediationFact> facts(Incident incident) {
        poll(Duration.ofMillis(20));
        return facts.stream()
                .filter(fact -> fact.remediation().incidentId().equals(incident.id()))
                .toList();
    }

    List<AutomationFact> automation() {
        poll();
        return List.copyOf(automation);
    }

    DryRun dryRun(Command.TryRunbook command) {
        send(command);
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
            poll();
            return dryRuns.stream().anyMatch(it -> it.id().equals(command.dryRun()));
        });
        return dryRuns.stream()
                .filter(it -> it.id().equals(command.dryRun()))
                .findFirst()
                .orElseThrow();
    }

    /** What the checks saw, asked for as often as the command is sent. */
    List<ChecklistFact> checked(Command.CheckChecklist command) {
        poll();
        return checklists.stream()
                .filter(it -> it.post().equals(command.post()))
                .toList();
    }

    /** All that went out on Kafka, as text. */
    List<String> texts() {
        poll();
        return List.copyOf(texts);
    }

    private void poll() {
        poll(Duration.ofMillis(100));
    }

    private void poll(Duration patience) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
            String type = new String(record.headers().lastHeader(Wire.TYPE).value(), StandardCharsets.UTF_8);
            texts.add(new String(record.value(), StandardCharsets.UTF_8));
            if (type.equals(Wire.AUTOMATION_CHANGED)) {
                automation.add(Wire.read(record.value(), AutomationFact.class));
            } else if (type.equals(Wire.DRY_RUN)) {
                dryRuns.add(Wire.read(record.value(), DryRunFact.class).report());
            } else if (type.equals(Wire.CHECKLIST)) {
                checklists.add(Wire.read(record.value(), ChecklistFact.class));
            } else if (Wire.isRemediation(type)) {
                facts.add(Wire.read(record.value(), RemediationFact.class));
            }
        }
    }

    RemediationEvent.Finished finished(Incident incident) {
        return event(incident, RemediationEvent.Finished.class);
    }

    /** The newest fact of that kind, waited for. */
    <T extends RemediationEvent> T event(Incident incident, Class<T> type) {
        return type.cast(fact(incident, type).event());
    }

    <T extends RemediationEvent> RemediationFact fact(Incident incident, Class<T> type) {
        List<RemediationFact> found = new ArrayList<>();
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    facts(incident).stream()
                            .filter(it -> type.isInstance(it.event()))
                            .forEach(found::add);
                    return !found.isEmpty();
                });
        return found.getLast();
    }

    Command.ApproveStep approve(Incident incident, RemediationFact asked, Actor actor) {
        Approval approval = ((RemediationEvent.ApprovalRequested) asked.event()).approval();
        return new Command.ApproveStep(
                EventId.next(),
                actor,
                Instant.EPOCH,
                incident.id(),
                asked.remediation().id(),
                approval.id());
    }

    static Actor person(String name, String... roles) {
        return new Actor("slack:" + name, name, Origin.SLACK, List.of(roles));
    }

    /** How many effects of that method and path the outside world has seen. */
    long effects(Shop shop, String path) {
        long count = 0;
        for (JsonNode entry : json("GET", "/ledger", "")) {
            String place = entry.path("facts").path("host").asString("")
                    + entry.path("facts").path("project").asString("")
                    + entry.path("path").asString("");
            boolean isShops = place.contains(shop.host()) || place.contains(shop.project());
            if (isShops && entry.path("path").asString("").contains(path)) {
                count++;
            }
        }
        return count;
    }

    /** How many times Redis was told this. */
    long redisCommands(String command) {
        long count = 0;
        for (JsonNode entry : json("GET", "/ledger?provider=redis", "")) {
            if (entry.path("facts").path("command").asString("").equals(command)) {
                count++;
            }
        }
        return count;
    }

    JsonNode shop(Shop shop) {
        return json("GET", "/shop/" + shop.host(), "");
    }

    void trip(Shop shop, String upstream) {
        json("POST", "/shop/" + shop.host() + "/breaker/trip", "{\"upstream\":\"" + upstream + "\"}");
    }

    JsonNode json(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(sandboxUrl + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return Wire.JSON.readTree(answer.isBlank() ? "{}" : answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
