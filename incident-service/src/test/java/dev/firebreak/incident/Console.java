package dev.firebreak.incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a browser does with the console, but for showing it. */
final class Console {
    private static final Pattern CSRF = Pattern.compile("name=\"(?:csrf|_csrf)\"[^>]*(?:content|value)=\"([^\"]+)\"");
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);

    private final Harness firebreak;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String csrf = "";

    Console(Harness firebreak) {
        this.firebreak = firebreak;
    }

    static Console loggedIn(Harness firebreak, String user, String password) {
        Console console = new Console(firebreak);
        HttpResponse<String> answer = console.login(user, password);
        if (answer.statusCode() != 303) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return console;
    }

    HttpResponse<String> login(String user, String password) {
        page("/login");
        return form("/login", Map.of("user", user, "password", password, "next", "/"));
    }

    HttpResponse<String> page(String path) {
        HttpResponse<String> answer =
                send(request(path).header("Accept", "text/html").GET());
        Matcher found = CSRF.matcher(answer.body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return answer;
    }

    /** The page's text; fails when there is none. */
    String text(String path) {
        HttpResponse<String> answer = page(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** What an open page is given when it reads itself again. */
    HttpResponse<String> renewal(String path) {
        return send(request(path).header("HX-Request", "true").GET());
    }

    /** How much travels for it, as browsers ask. */
    int weight(String path) {
        HttpRequest.Builder request =
                request(path).header("Accept", "text/html").header("Accept-Encoding", "gzip");
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray()).body().length;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-CSRF-TOKEN", csrf)
                .POST(BodyPublishers.ofString(body)));
    }

    /** A command as the page sends it. */
    HttpResponse<String> command(String method, String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", csrf)
                .method(method, BodyPublishers.ofString(json)));
    }

    /** Reads a stream line by line until it ends or the thread is interrupted. */
    void events(String path, Consumer<String> line) {
        try (Stream<String> lines =
                http.send(request(path).GET().build(), BodyHandlers.ofLines()).body()) {
            lines.forEach(line);
        } catch (InterruptedException | UncheckedIOException e) {
            Thread.currentThread().interrupt(); // enough was heard
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        URI uri = firebreak.anonymous(path).GET().build().uri();
        return HttpRequest.newBuilder(uri).timeout(ANSWERED_WITHIN);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
