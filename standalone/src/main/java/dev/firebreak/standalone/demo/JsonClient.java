package dev.firebreak.standalone.demo;

import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON over HTTP to one of the services, as any client would speak it. */
final class JsonClient implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final Optional<String> authorization;

    private JsonClient(URI base, Optional<String> authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    static JsonClient to(URI base) {
        return new JsonClient(base, Optional.empty());
    }

    static JsonClient to(URI base, String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new JsonClient(base, Optional.of("Basic " + pair));
    }

    URI link(String path) {
        return base.resolve(path);
    }

    JsonNode get(String path) {
        return read(path, send(request(path).GET().build()));
    }

    int status(String path) {
        return send(request(path).GET().build()).statusCode();
    }

    JsonNode post(String path, Map<String, Object> body) {
        String json = Wire.JSON.writeValueAsString(body);
        return read(
                path,
                send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(link(path)).timeout(Duration.ofSeconds(20));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private JsonNode read(String path, HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new NotSeenException(link(path) + " answered " + response.statusCode() + ": " + response.body());
        }
        try {
            return Wire.JSON.readTree(response.body().isBlank() ? "null" : response.body());
        } catch (JacksonException e) {
            throw new NotSeenException(link(path) + " did not answer JSON: " + e.getOriginalMessage());
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NotSeenException("no answer from " + request.uri() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeenException("interrupted");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
