package dev.firebreak.remediation.execution;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.firebreak.embedded.EmbeddedKafka;
import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.action.haproxy.Haproxy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Several processes of the service on one broker and one database; the target that they act on is here, in a process that
 * nobody kills, and notes every call.
 */
final class Workers implements AutoCloseable {
    static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration LEASE = Duration.ofSeconds(25); // longer than a machine stalls

    final Path folder;
    private final EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
    private final String database = SharedInfrastructure.freshDatabase();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer target;
    private final KafkaProducer<String, byte[]> producer;
    private final List<Worker> started = new ArrayList<>();
    private final Connection sql;

    private record Worker(Process process, int port, Path output) {
        boolean isDead() {
            return !process.isAlive();
        }
    }

    Workers() throws IOException, SQLException {
        folder = Files.createTempDirectory("firebreak-workers");
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        target.setExecutor(threads);
        target.createContext("/", exchange -> {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            if (exchange.getRequestMethod().equals("POST")) {
                calls.add(exchange.getRequestURI().getPath());
            }
            if (exchange.getRequestURI().getPath().contains("/hang/")) {
                await().atMost(SOON).until(() -> Files.exists(folder.resolve("answer")));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        target.start();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        sql = DriverManager.getConnection(
                "jdbc:" + database,
                SharedInfrastructure.database().user(),
                SharedInfrastructure.database().password());
        Files.createDirectories(folder.resolve("catalog/shops"));
        Files.writeString(folder.resolve("catalog/shops/system.yaml"), SYSTEM);
        Files.writeString(folder.resolve("catalog/shops/call.yaml"), CALL);
    }

    /** That many are alive afterwards, all of them ready. */
    void atLeast(int count) throws IOException {
        started.removeIf(Worker::isDead);
        while (started.size() < count) {
            start();
        }
        for (Worker worker : started) {
            await().atMost(SOON).until(() -> worker.isDead() || isOpen(worker.port));
            if (worker.isDead()) {
                throw new IllegalStateException(Files.readString(worker.output));
            }
        }
    }

    /** Another process, which is ready at some time. */
    void start() throws IOException {
        int port = Haproxy.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWorker.class.getName(),
                folder.toString(),
                "--FIREBREAK_REMEDIATION_PORT=" + port,
                "--FIREBREAK_KAFKA=" + kafka.bootstrapServers(),
                "--FIREBREAK_DATABASE_URL=" + database,
                "--FIREBREAK_DATABASE_USER=" + SharedInfrastructure.database().user(),
                "--FIREBREAK_DATABASE_PASSWORD="
                        + SharedInfrastructure.database().password(),
                "--FIREBREAK_CATALOG=" + folder.resolve("catalog"),
                "--FIREBREAK_EGRESS_SANDBOX=http://127.0.0.1:"
                        + target.getAddress().getPort() + "/hosts",
                "--FIREBREAK_LEASE=" + LEASE.toSeconds() + "s",
                "--FIREBREAK_LEASE_MARGIN=5s",
                "--FIREBREAK_POLL_INTERVAL=200ms",
                "--FIREBREAK_BUDGET_AT_ONCE=-1",
                "--FIREBREAK_BUDGET_PER_HOUR=-1",
                "--FIREBREAK_BUDGET_MAX_SHARE=1",
                "--FIREBREAK_BUDGET_OPEN_INCIDENTS=0",
                "--FIREBREAK_BUDGET_FAILURES_IN_A_ROW=0",
                "--spring.cloud.stream.kafka.binder.consumer-properties.session.timeout.ms=6000",
                "--spring.cloud.stream.kafka.binder.consumer-properties.heartbeat.interval.ms=1000"));
        Path output = folder.resolve("worker-" + port + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(new Worker(process, port, output));
    }

    /** A process that has died meanwhile. */
    Process awaitDeath() {
        await().atMost(SOON).until(() -> started.stream().anyMatch(Worker::isDead));
        Worker dead = started.stream().filter(Worker::isDead).findFirst().orElseThrow();
        started.remove(dead);
        return dead.process;
    }

    /** All of them, as {@code kill -9} does. */
    void kill() {
        started.forEach(it -> it.process.destroyForcibly().onExit().join());
        started.clear();
    }

    void arm(String file) throws IOException {
        Files.createFile(folder.resolve(file));
    }

    /** About an order of its own, so that each acts on a target of its own. */
    Incident open(String runbook, String order) {
        return open(runbook, List.of(order)).getFirst();
    }

    /** One incident for each order; all of them are on their way afterwards. */
    List<Incident> open(String runbook, List<String> orders) {
        List<Incident> incidents = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (String order : orders) {
            Incident incident = Incidents.labelled("shop", runbook, Instant.now(), Map.of("order", order));
            incidents.add(incident);
            sent.add(send(Wire.of(Incidents.opened(incident))));
        }
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return incidents;
    }

    private Future<RecordMetadata> send(WireMessage message) {
        var record = new ProducerRecord<>(message.topic().topicName(), message.key(), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return producer.send(record);
    }

    /** Time passes for whoever has this incident's turn and does not go on: nobody holds it any more. */
    void endLease(Incident incident) throws SQLException {
        run("UPDATE remediation.remediation SET lease_until = clock_timestamp() WHERE incident_id = '"
                + incident.id().value() + "'");
    }

    /** Until a lease is over that is taken now, by the database's clock. */
    void awaitLease() {
        String over = text("SELECT clock_timestamp() + interval '" + LEASE.toSeconds() + " seconds'");
        await().atMost(SOON)
                .until(() -> text("SELECT clock_timestamp() > '" + over + "'").equals("t"));
    }

    /** Until as many remediations as there were incidents are over. */
    void awaitEnds(int count) {
        await().atMost(SOON)
                .until(() -> Integer.parseInt(
                                text("SELECT count(*) FROM remediation.remediation WHERE finished_at IS NOT NULL"))
                        >= count);
    }

    String awaitEnd(Incident incident) {
        String state =
                "SELECT coalesce(min(state) FILTER (WHERE finished_at IS NOT NULL), '') FROM remediation.remediation"
                        + " WHERE incident_id = '" + incident.id().value() + "'";
        await().atMost(SOON).until(() -> !text(state).isEmpty());
        return text(state);
    }

    long calls(String order) {
        return calls.stream().filter(it -> it.endsWith("/" + order)).count();
    }

    int calls() {
        return calls.size();
    }

    String text(String query) {
        try (Statement statement = sql.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String change) throws SQLException {
        try (Statement statement = sql.createStatement()) {
            statement.execute(change);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        kill();
        sql.close();
        producer.close();
        target.stop(0);
        threads.shutdownNow();
        kafka.close();
    }

    private static final String SYSTEM = """
            apiVersion: firebreak.dev/v1
            kind: System
            metadata: {name: shops}
            spec:
              title: Shops
              severityLevels:
                P1: {title: High, severity: error, respondWithin: 30m}
              services:
                shop:
                  identify: alert.service == 'shop'
                  targets:
                    hook: {url: "https://shop.test"}
            """;

    private static final String CALL = """
            apiVersion: firebreak.dev/v1
            kind: Runbook
            metadata: {system: shops, name: call}
            spec:
              title: Call the hook
              when: [alert.name == 'Never']
              level: P1
              steps:
                - id: call
                  action: http.call
                  with: {target: hook, path: "/orders/${alert.labels.order}"}
                  mode: auto
                  verify: {check: http.status, with: {target: hook, path: /health}, every: 1s, within: 60s}
            """;
}
