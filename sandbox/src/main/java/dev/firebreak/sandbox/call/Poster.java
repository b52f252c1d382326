package dev.firebreak.sandbox.call;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Posts as a provider does, and says what came back. */
@Component
public class Poster {
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    private final HttpClient client;

    Poster(HttpClient client) {
        this.client = client;
    }

    /** @throws NoAnswer when nobody answered */
    public Answer post(URI url, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(AT_MOST).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), millisSince(start));
        } catch (IOException e) {
            throw new NoAnswer("%s does not answer: %s".formatted(url, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("interrupted while waiting for " + url, e);
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** Nobody answered, or not in time. */
    public static final class NoAnswer extends RuntimeException {
        public NoAnswer(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
