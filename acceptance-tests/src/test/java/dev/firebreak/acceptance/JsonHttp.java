package dev.firebreak.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server, spoken to in JSON. */
final class JsonHttp {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

    private final URI base;
    private final Map<String, String> headers;

    private JsonHttp(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    static JsonHttp to(URI base) {
        return new JsonHttp(base, Map.of());
    }

    JsonHttp as(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new JsonHttp(
                base, Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
    }

    JsonHttp withToken(String secret) {
        return new JsonHttp(base, Map.of("Authorization", "Bearer " + secret));
    }

    record Answer(int status, HttpHeaders headers, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** The body of an answer that must be good. */
    JsonNode get(String path) {
        return good(send("GET", path, Map.of(), new byte[0]));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return good(send("POST", path, body));
    }

    JsonNode put(String path, Map<String, ?> body) {
        return good(send("PUT", path, body));
    }

    /** Any answer. */
    Answer send(String method, String path, Map<String, ?> body) {
        return send(method, path, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(body));
    }

    /** Any answer, to exactly these bytes and headers. */
    Answer send(String method, String path, Map<String, String> more, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        more.forEach(request::setHeader);
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + base + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode good(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError("answered " + answer.status() + ": " + answer.body());
        }
        return answer.body().isBlank() ? JSON.createObjectNode() : answer.json();
    }
}
