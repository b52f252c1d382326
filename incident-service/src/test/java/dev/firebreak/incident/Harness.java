package dev.firebreak.incident;

import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.embedded.EmbeddedKafka;
import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** The service on real parts: its own Kafka, a fresh database, HTTP. */
final class Harness implements AutoCloseable {
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);
    static final String PASSWORD = "correct-horse-battery";
    static final Duration SOON = Duration.ofSeconds(90);

    /** The database is there: what production gives up on after seconds is only a machine that stalls. */
    private static final List<String> PATIENT = List.of(
            "--spring.r2dbc.properties.statementTimeout=30s",
            "--spring.r2dbc.properties.lockWaitTimeout=30s",
            "--spring.r2dbc.properties.connectTimeout=30s",
            "--spring.r2dbc.pool.max-acquire-time=30s",
            "--spring.r2dbc.pool.max-create-connection-time=30s",
            "--spring.r2dbc.pool.max-validation-time=30s");

    private final EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
    private final String database;
    private final String user;
    private final String password;
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
    private final KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer());
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> more;

    /** @param more settings beside the usual ones, each as {@code --NAME=value} */
    Harness(String... more) {
        this(
                SharedInfrastructure.freshDatabase(),
                SharedInfrastructure.database().user(),
                SharedInfrastructure.database().password(),
                Stream.concat(PATIENT.stream(), Arrays.stream(more)).toList());
    }

    /** On a database that the test may stop, with the service's own patience for it. */
    Harness(EmbeddedDatabase database) {
        this(database.url(), database.user(), database.password(), List.of());
    }

    private Harness(String database, String user, String password, List<String> more) {
        this.more = more;
        this.database = database;
        this.user = user;
        this.password = password;
        startService();
        consumer.subscribe(
                List.of(Topic.INCIDENTS.topicName(), Topic.COMMANDS.topicName(), Topic.ALERTS.deadLetterTopicName()));
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(kafka.clientSettings());
        settings.put("group.id", "test");
        settings.put("auto.offset.reset", "earliest");
        settings.put("metadata.max.age.ms", "500");
        settings.keySet().removeIf(key -> key.equals("acks"));
        return settings;
    }

    /** Another instance of the same service beside those that run. */
    void startService() {
        List<String> arguments = new ArrayList<>(List.of(
                "--FIREBREAK_INCIDENT_PORT=0",
                "--FIREBREAK_KAFKA=" + kafka.bootstrapServers(),
                "--FIREBREAK_DATABASE_URL=" + database,
                "--FIREBREAK_DATABASE_USER=" + user,
                "--FIREBREAK_DATABASE_PASSWORD=" + password,
                "--FIREBREAK_ADMIN_PASSWORD=" + PASSWORD,
                "--FIREBREAK_STORM_INCIDENTS=0",
                "--FIREBREAK_USERS=vera:viewer:look-but-not-touch,ray:responder:always-on-call",
                "--FIREBREAK_CATALOG=" + TestCatalog.FOLDER,
                "--logging.level.org.apache.kafka=warn",
                "--logging.level.kafka=warn",
                "--logging.level.state.change.logger=warn"));
        arguments.removeIf(each -> more.stream().anyMatch(other -> name(other).equals(name(each))));
        arguments.addAll(more);
        services.add(IncidentServiceApplication.builder().run(arguments.toArray(String[]::new)));
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    void stopServices() {
        services.forEach(ConfigurableApplicationContext::close);
        services.clear();
    }

    ConfigurableApplicationContext service() {
        return services.getFirst();
    }

    /** Behind the service's back. */
    void sql(String statement) {
        service().getBean(DatabaseClient.class).sql(statement).then().block(SOON);
    }

    /** To the service's database, beside the service. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:" + database + "?currentSchema=incident", user, password);
    }

    void send(WireMessage message) {
        send(message.topic().topicName(), message.key(), message.headers(), message.value());
    }

    void send(String topic, String key, Map<String, String> headers, byte[] value) {
        ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> outgoing.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(outgoing).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything read so far, what is new included. */
    List<ConsumerRecord<String, byte[]>> records(String topic) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return records.stream().filter(one -> one.topic().equals(topic)).toList();
    }

    List<IncidentFact> facts() {
        return records(Topic.INCIDENTS.topicName()).stream()
                .map(one -> Wire.read(one.value(), IncidentFact.class))
                .toList();
    }

    List<IncidentFact> facts(String service) {
        return facts().stream()
                .filter(fact -> fact.incident().service().equals(service))
                .toList();
    }

    /** Waits until an event of this kind is on Kafka for an incident of that service; answers the newest. */
    IncidentFact awaitFact(String service, Class<?> event) {
        return await().atMost(SOON)
                .until(
                        () -> facts(service).stream()
                                .filter(fact -> event.isInstance(fact.event()))
                                .reduce((_, newer) -> newer),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until such a fact of that service's incidents is on Kafka. */
    IncidentFact awaitFact(String service, Predicate<IncidentFact> wanted) {
        return await().atMost(SOON)
                .until(() -> facts(service).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    HttpResponse<String> get(String path) {
        return call(request(path).GET());
    }

    JsonNode getJson(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return Wire.JSON.readTree(answer.body());
    }

    HttpResponse<String> post(String path, String json) {
        return call(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", basic("admin", PASSWORD));
    }

    /** The incident of an alert that no runbook takes, so that each name is an incident of its own. */
    Incident open(String name, String service) {
        send(Wire.of(Alerts.firing(name, service).severity(Severity.ERROR).signal()));
        return await().atMost(SOON)
                .until(
                        () -> facts(service).stream()
                                .map(IncidentFact::incident)
                                .filter(incident -> incident.trigger().name().equals(name))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    HttpRequest.Builder anonymous(String path) {
        String port = services.getFirst().getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(ANSWERED_WITHIN).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopServices();
        producer.close();
        consumer.close();
        kafka.close();
    }
}
