package dev.firebreak.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain requests; the senders and the watcher of the ledger share one client. */
final class Http implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final JsonMapper json = new JsonMapper();

    /** False also when nothing listens there yet. */
    boolean isOk(URI uri) throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(uri)).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode get(URI uri) throws IOException, InterruptedException {
        return json.readTree(send(HttpRequest.newBuilder(uri)).body());
    }

    String text(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri)).body();
    }

    /** Posts without any credential; the answer, whenever it comes. */
    CompletableFuture<JsonNode> ask(URI uri, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> json.readTree(answer.body()));
    }

    /** How long the answer took, which is 200. */
    Duration timed(URI uri, String authorization) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri).header("Authorization", authorization));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("GET " + uri + ": " + answer.statusCode() + " " + answer.body());
        }
        return took;
    }

    void put(URI uri, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("PUT " + uri + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** The status, whenever it comes. */
    CompletableFuture<Integer> post(URI uri, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
