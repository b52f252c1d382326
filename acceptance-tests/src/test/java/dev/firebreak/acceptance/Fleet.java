package dev.firebreak.acceptance;

import static org.awaitility.Awaitility.await;

import dev.firebreak.incident.IncidentServiceApplication;
import dev.firebreak.ingest.AlertIngestApplication;
import dev.firebreak.notifier.NotifierServiceApplication;
import dev.firebreak.remediation.RemediationServiceApplication;
import dev.firebreak.sandbox.SandboxApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Firebreak as it runs in earnest: each service, incident-service twice, and Kafka and PostgreSQL as processes that can be
 * killed. Only the sandbox, the witness, is left alone.
 */
final class Fleet implements BeforeAllCallback, AfterAllCallback {
    /** In the order of their start. */
    enum Member {
        POSTGRES,
        KAFKA,
        SANDBOX,
        INGEST,
        INCIDENT_A,
        INCIDENT_B,
        REMEDIATION,
        NOTIFIER;

        boolean isService() {
            return compareTo(INGEST) >= 0;
        }
    }

    static final String TOKEN = "token-of-the-storms-sender";
    private static final String PASSWORD = "correct-horse-battery";
    private static final Duration READY = Duration.ofMinutes(10);

    private final Map<Member, Part> parts = new EnumMap<>(Member.class);
    private final Map<Member, Integer> ports = new EnumMap<>(Member.class);
    private final String catalog;
    private @Nullable Path folder;

    Fleet(String catalog) {
        this.catalog = catalog;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("firebreak-fleet-");
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
        Path logs = Files.createDirectories(
                Path.of("target", context.getRequiredTestClass().getSimpleName() + "-logs"));
        for (Member member : Member.values()) {
            ports.put(member, Peer.freePort());
        }
        add(
                Member.POSTGRES,
                logs,
                ServerProcess.class,
                List.of("postgres", postgres().toString(), port(Member.POSTGRES)));
        add(
                Member.KAFKA,
                logs,
                ServerProcess.class,
                List.of("kafka", folder("kafka").toString(), port(Member.KAFKA)));
        await("PostgreSQL").atMost(READY).until(this::answersQueries);
        add(Member.SANDBOX, logs, SandboxApplication.class, List.of());
        add(Member.INGEST, logs, AlertIngestApplication.class, List.of());
        add(Member.INCIDENT_A, logs, IncidentServiceApplication.class, List.of());
        add(Member.INCIDENT_B, logs, IncidentServiceApplication.class, List.of());
        add(Member.REMEDIATION, logs, RemediationServiceApplication.class, List.of());
        add(Member.NOTIFIER, logs, NotifierServiceApplication.class, List.of());
        awaitReady(Member.SANDBOX);
        awaitReady();
    }

    private void add(Member member, Path logs, Class<?> main, List<String> words) throws IOException {
        Path log = logs.resolve(member.name().toLowerCase(Locale.ROOT) + ".log");
        Files.deleteIfExists(log);
        Part part = new Part(
                member.name(),
                Stream.concat(Stream.of(main.getName()), words.stream()).toList(),
                member.compareTo(Member.SANDBOX) < 0 ? Map.of() : settings(member),
                log,
                member == Member.POSTGRES ? this::postmaster : Stream::empty);
        parts.put(member, part);
        part.start();
    }

    private Map<String, String> settings(Member member) throws IOException {
        String sandbox = "http://127.0.0.1:" + port(Member.SANDBOX);
        Map<String, String> settings = new HashMap<>(Map.of(
                "FIREBREAK_KAFKA",
                "127.0.0.1:" + port(Member.KAFKA),
                "FIREBREAK_DATABASE_URL",
                "postgresql://127.0.0.1:" + port(Member.POSTGRES) + "/firebreak",
                "FIREBREAK_DATABASE_USER",
                "firebreak",
                "FIREBREAK_DATABASE_PASSWORD",
                databasePassword(),
                "FIREBREAK_CATALOG",
                catalog,
                "FIREBREAK_ADMIN_PASSWORD",
                PASSWORD,
                "FIREBREAK_PROMETHEUS_TOKENS",
                TOKEN,
                "FIREBREAK_FLAPPING_ENDS",
                "0",
                "FIREBREAK_MONITORS",
                "false"));
        settings.putAll(Map.of(
                "FIREBREAK_SANDBOX_PORT", port(Member.SANDBOX),
                "FIREBREAK_SANDBOX_REDIS_PORT", "0",
                "FIREBREAK_SANDBOX_ANNOUNCE", "false",
                "FIREBREAK_EGRESS_SANDBOX", sandbox + "/hosts",
                "FIREBREAK_SLACK_API", sandbox + "/slack/api/",
                "FIREBREAK_SLACK_BOT_TOKEN", "xoxb-sandbox",
                "FIREBREAK_SLACK_SIGNING_SECRET", "nobody-presses-a-button-here",
                "FIREBREAK_PAGERDUTY_API", sandbox + "/pagerduty",
                "FIREBREAK_PAGERDUTY_ROUTING_KEY", "5a4db0c5000000000000000000000000",
                "FIREBREAK_PAGERDUTY_BUNDLES_FROM", "0"));
        // Our own brakes are not what is tried here.
        settings.putAll(Map.of(
                "FIREBREAK_STORM_INCIDENTS", "0", // each group its own incident
                "FIREBREAK_SLACK_MESSAGES_PER_SECOND", "50",
                "FIREBREAK_SLACK_BURST", "50",
                "FIREBREAK_BUDGET_AT_ONCE", "1000",
                "FIREBREAK_BUDGET_PER_HOUR", "100000",
                "FIREBREAK_BUDGET_OPEN_INCIDENTS", "0",
                "FIREBREAK_BUDGET_FAILURES_IN_A_ROW", "0",
                "FIREBREAK_BUDGET_MAX_SHARE", "1",
                "FIREBREAK_LEASE", "20s",
                "FIREBREAK_LEASE_MARGIN", "5s"));
        switch (member) {
            case INGEST -> settings.put("FIREBREAK_INGEST_PORT", port(member));
            case INCIDENT_A, INCIDENT_B -> settings.put("FIREBREAK_INCIDENT_PORT", port(member));
            case REMEDIATION -> settings.put("FIREBREAK_REMEDIATION_PORT", port(member));
            case NOTIFIER -> settings.put("FIREBREAK_NOTIFIER_PORT", port(member));
            case SANDBOX, KAFKA, POSTGRES -> {}
        }
        return settings;
    }

    Part part(Member member) {
        return Objects.requireNonNull(parts.get(member));
    }

    /** Until every service says that it is ready. */
    void awaitReady() {
        for (Member member : Member.values()) {
            if (member.isService()) {
                awaitReady(member);
            }
        }
    }

    void awaitReady(Member member) {
        await(member + " is ready").atMost(READY).until(() -> isReady(member));
    }

    private boolean isReady(Member member) {
        try {
            return http(member)
                            .send("GET", "/actuator/health/readiness", Map.of(), new byte[0])
                            .status()
                    == 200;
        } catch (AssertionError e) { // does not listen yet, or not any more
            return false;
        }
    }

    JsonHttp http(Member member) {
        JsonHttp http = JsonHttp.to(uri(member));
        return switch (member) {
            case INCIDENT_A, INCIDENT_B -> http.as("admin", PASSWORD);
            case POSTGRES, KAFKA, SANDBOX, INGEST, REMEDIATION, NOTIFIER -> http;
        };
    }

    URI uri(Member member) {
        return URI.create("http://127.0.0.1:" + port(member));
    }

    String kafka() {
        return "127.0.0.1:" + port(Member.KAFKA);
    }

    /** To the database of all services, beside them. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port(Member.POSTGRES)
                        + "/firebreak?connectTimeout=20&socketTimeout=60",
                "firebreak",
                databasePassword());
    }

    private boolean answersQueries() {
        try (Connection connection = connection()) {
            return connection.isValid(1);
        } catch (SQLException | UncheckedIOException e) {
            return false;
        }
    }

    private String databasePassword() {
        try {
            return Files.readString(postgres().resolve("password")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL makes itself independent of whoever started it. */
    private Stream<ProcessHandle> postmaster() {
        Path file = postgres().resolve("content/postmaster.pid");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(1).filter(line -> line.matches("\\d+")).map(Long::valueOf).toList().stream()
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .filter(Fleet::isPostgres) // its number may be somebody else's by now
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
        } catch (IOException e) { // between two lives
            return Stream.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    private Path postgres() {
        return folder("postgres");
    }

    private Path folder(String name) {
        return Objects.requireNonNull(folder, "not started").resolve(name);
    }

    private String port(Member member) {
        return Objects.requireNonNull(ports.get(member)).toString();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** What depends on others ends before them. */
    private void close() {
        List.copyOf(parts.keySet()).reversed().forEach(member -> part(member).close());
    }
}
