package dev.firebreak.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running sandbox with its neighbour, one for all tests of this JVM, and a client for it. */
final class Sandbox {
    static final String VERCEL_SECRET = "vercel-secret";
    static final String SLACK_SECRET = "slack-signing-secret";
    static final String PAGERDUTY_SECRET = "pagerduty-secret";
    static final String SENTRY_SECRET = "sentry-client-secret";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Sandbox SHARED = new Sandbox();

    final Neighbour neighbour = Neighbour.start();
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    record Response(int status, HttpResponse<String> raw) {
        JsonNode json() {
            return JSON.readTree(raw.body());
        }

        String text() {
            return raw.body();
        }
    }

    private Sandbox() {
        context = SandboxApplication.builder()
                .run(
                        "--server.port=0",
                        "--sandbox.redis.port=0",
                        "--sandbox.announce=false",
                        "--sandbox.ingest=" + neighbour.url(),
                        "--sandbox.notifier=" + neighbour.url(),
                        "--sandbox.slack.signing-secrets=" + SLACK_SECRET,
                        "--sandbox.vercel.webhook-secrets=" + VERCEL_SECRET,
                        "--sandbox.pagerduty.webhook-secrets=" + PAGERDUTY_SECRET,
                        "--sandbox.sentry-secrets=" + SENTRY_SECRET,
                        "--sandbox.prometheus-tokens=first-token,second-token",
                        "--logging.level.root=warn");
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(context::close));
        base = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    static Sandbox shared() {
        return SHARED;
    }

    String base() {
        return base;
    }

    Response get(String path) {
        return send("GET", path, Map.of(), null);
    }

    Response post(String path, Object body) {
        return send("POST", path, Map.of("Content-Type", "application/json"), JSON.writeValueAsString(body));
    }

    Response put(String path, Object body) {
        return send("PUT", path, Map.of("Content-Type", "application/json"), JSON.writeValueAsString(body));
    }

    Response send(String method, String path, Map<String, String> headers, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Response(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The newest effect of a provider. */
    JsonNode lastEffect(String provider) {
        JsonNode effects = get("/ledger?provider=" + provider).json();
        return effects.get(effects.size() - 1);
    }
}
