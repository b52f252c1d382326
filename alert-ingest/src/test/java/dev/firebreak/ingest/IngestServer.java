package dev.firebreak.ingest;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.Secret;
import dev.firebreak.model.wire.HexHmac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs in production, on a free port. */
public final class IngestServer implements AutoCloseable {
    static final String TOKEN = "alertmanager-token";
    static final String SENTRY_SECRET = "sentry-client-secret";
    static final String VERCEL_SECRET = "vercel-secret";
    static final String EVENTS_TOKEN = "events-token";

    /** What production gives up on within a second is only slow on a machine that stalls. Tests of outages set their own. */
    private static final String[] PATIENT = {
        "FIREBREAK_INGEST_DELIVERY_TIMEOUT=15s", "FIREBREAK_INGEST_SPILL_TIMEOUT=15s", "FIREBREAK_INGEST_PATIENCE=15s"
    };

    private static final String[] PATIENT_WITH_THE_DATABASE = {
        "--spring.r2dbc.properties.statementTimeout=30s",
        "--spring.r2dbc.properties.lockWaitTimeout=30s",
        "--spring.r2dbc.properties.connectTimeout=30s",
        "--spring.r2dbc.pool.max-acquire-time=30s",
        "--spring.r2dbc.pool.max-create-connection-time=30s",
        "--spring.r2dbc.pool.max-validation-time=30s"
    };

    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWERED_WITHIN).build();
    private final ConfigurableApplicationContext context;
    private final URI address;

    private IngestServer(ConfigurableApplicationContext context) {
        this.context = context;
        String port = context.getEnvironment().getProperty("local.server.port");
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    /** Without a database unless {@link #database} is among the settings. */
    public static IngestServer start(String bootstrapServers, String... more) {
        return new IngestServer(AlertIngestApplication.builder()
                .properties(
                        "FIREBREAK_INGEST_PORT=0",
                        "FIREBREAK_KAFKA=" + bootstrapServers,
                        "FIREBREAK_DATABASE_URL=postgresql://127.0.0.1:1/nobody",
                        "logging.level.org.flywaydb=error",
                        "FIREBREAK_PROMETHEUS_TOKENS=old-token," + TOKEN,
                        "FIREBREAK_SENTRY_SECRETS=" + SENTRY_SECRET,
                        "FIREBREAK_VERCEL_SECRETS=" + VERCEL_SECRET,
                        "FIREBREAK_EVENTS_TOKENS=" + EVENTS_TOKEN,
                        "logging.level.root=warn",
                        "logging.level.org.apache.kafka.clients=error")
                .properties(PATIENT)
                .properties(more)
                .run(PATIENT_WITH_THE_DATABASE));
    }

    /** Settings for a database of {@link SharedInfrastructure#freshDatabase()}. */
    public static String[] database(String url) {
        return new String[] {
            "FIREBREAK_DATABASE_URL=" + url,
            "FIREBREAK_DATABASE_USER=" + SharedInfrastructure.database().user(),
            "FIREBREAK_DATABASE_PASSWORD=" + SharedInfrastructure.database().password()
        };
    }

    /** For tests that look inside. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public void awaitReady() {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(this::isReady);
    }

    public boolean isReady() {
        return get("/actuator/health/readiness").statusCode() == 200;
    }

    public URI uri(String path) {
        return address.resolve(path);
    }

    public HttpResponse<String> prometheus(String body) {
        return post("prometheus", body, Map.of("Authorization", "Bearer " + TOKEN));
    }

    HttpResponse<String> sentry(String resource, String body) {
        String signature = new HexHmac(HexHmac.SHA256, new Secret(SENTRY_SECRET)).sign(bytes(body));
        return post("sentry", body, Map.of("Sentry-Hook-Resource", resource, "Sentry-Hook-Signature", signature));
    }

    HttpResponse<String> vercel(String body) {
        String signature = new HexHmac(HexHmac.SHA1, new Secret(VERCEL_SECRET)).sign(bytes(body));
        return post("vercel", body, Map.of("x-vercel-signature", signature));
    }

    /** @param mapping empty for the one that takes the message */
    HttpResponse<String> event(String mapping, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + EVENTS_TOKEN);
        return post(mapping.isEmpty() ? "events" : "events/" + mapping, body, all);
    }

    /** As Prometheus itself does. */
    HttpResponse<String> prometheusApi(String body) {
        return send(HttpRequest.newBuilder(uri("/api/v2/alerts"))
                .timeout(ANSWERED_WITHIN)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> post(String source, String body, Map<String, String> headers) {
        HttpRequest.Builder request = request(source)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    HttpRequest.Builder request(String source) {
        return HttpRequest.newBuilder(uri("/webhooks/" + source)).timeout(ANSWERED_WITHIN);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).timeout(ANSWERED_WITHIN).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
