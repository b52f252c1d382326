package dev.firebreak.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service whether it takes work, as a load balancer would. */
final class Readiness {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Readiness() {}

    /** @throws StartupProblem when it does not in time, with what it says about itself */
    static void await(String part, URI base) {
        URI probe = base.resolve("/actuator/health/readiness");
        long deadline = System.nanoTime() + WITHIN.toNanos();
        String answer = "nothing";
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(probe).timeout(Duration.ofSeconds(5)).build();
            while (System.nanoTime() < deadline) {
                try {
                    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (response.statusCode() == 200) {
                        return;
                    }
                    answer = response.statusCode() + " " + response.body();
                } catch (IOException e) {
                    answer = String.valueOf(e.getMessage());
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StartupProblem(
                part + " is not ready after " + WITHIN.toSeconds() + " s; " + probe + " answers: " + answer,
                "A machine under heavy load may need a second try; else the log says what it waits for.");
    }
}
