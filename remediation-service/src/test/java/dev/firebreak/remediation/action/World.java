package dev.firebreak.remediation.action;

import dev.firebreak.model.Secrets;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.sandbox.SandboxApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;

/** The sandbox, one for all contracts of this JVM, and secrets by the names that catalogues use. */
public final class World {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final class Running {
        static final URI SANDBOX = start();

        private static URI start() {
            var context = SandboxApplication.builder()
                    .run(
                            "--FIREBREAK_SANDBOX_PORT=0",
                            "--FIREBREAK_SANDBOX_REDIS_PORT=0",
                            "--FIREBREAK_SANDBOX_ANNOUNCE=false");
            var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
            return URI.create("http://127.0.0.1:" + server.getPort());
        }
    }

    private World() {}

    public static URI sandbox() {
        return Running.SANDBOX;
    }

    public static TargetSecrets secrets(Map<String, String> byName) {
        Map<String, Object> settings = new HashMap<>();
        byName.forEach((name, value) -> settings.put(Secrets.settingNames(name).getFirst(), value));
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new TargetSecrets(environment);
    }

    /** Asks the sandbox; an empty answer is an empty object. */
    public static JsonNode ask(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "OAuth test")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            String answer =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return Wire.JSON.readTree(answer.isBlank() ? "{}" : answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
