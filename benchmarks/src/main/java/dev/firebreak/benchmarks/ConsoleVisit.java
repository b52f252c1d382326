package dev.firebreak.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Somebody who is logged in at the console, as their browser asks; it runs and draws nothing. */
final class ConsoleVisit implements AutoCloseable {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern FILES = Pattern.compile("(?:href|src)=\"(/(?:console|webjars|favicon)[^\"]*)\"");

    /**
     * The first view of somebody who was never here.
     *
     * @param bytes of the page and all its files, as they travel
     * @param took until all of that was here, the files side by side
     */
    record FirstView(int bytes, Duration took) {}

    private final URI console;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    private ConsoleVisit(URI console) {
        this.console = console;
    }

    static ConsoleVisit begin(URI console, String user, String password) throws IOException, InterruptedException {
        ConsoleVisit visit = new ConsoleVisit(console);
        Matcher csrf = CSRF.matcher(visit.page("/login"));
        if (!csrf.find()) {
            throw new IllegalStateException("the login page has no mark against forgery");
        }
        String form = "user=" + encoded(user) + "&password=" + encoded(password) + "&_csrf=" + encoded(csrf.group(1));
        HttpResponse<String> answer = visit.client.send(
                visit.request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("the login answers " + answer.statusCode());
        }
        return visit;
    }

    String page(String path) throws IOException, InterruptedException {
        return text(request(path));
    }

    /** What an open page is given when it reads itself again, as htmx asks for it. */
    String renewal(String path) throws IOException, InterruptedException {
        return text(request(path).header("HX-Request", "true"));
    }

    private String text(HttpRequest.Builder request) throws IOException {
        return new String(unpacked(packed(request).join()), StandardCharsets.UTF_8);
    }

    FirstView firstView() throws IOException {
        long began = System.nanoTime();
        HttpResponse<byte[]> page = packed(request("/")).join();
        String html = new String(unpacked(page), StandardCharsets.UTF_8);
        List<CompletableFuture<HttpResponse<byte[]>>> files = FILES.matcher(html)
                .results()
                .map(found -> packed(request(found.group(1).replace("&amp;", "&"))))
                .toList();
        int bytes = page.body().length
                + files.stream().mapToInt(file -> file.join().body().length).sum();
        return new FirstView(bytes, Duration.ofNanos(System.nanoTime() - began));
    }

    /** Each line that the server tells an open page, until it ends or the thread is interrupted. */
    void listen(Consumer<String> line) throws IOException, InterruptedException {
        HttpRequest request =
                request("/live").header("Accept", "text/event-stream").build();
        try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
            lines.forEach(line);
        } catch (UncheckedIOException _) {
            Thread.currentThread().interrupt(); // enough was heard
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> packed(HttpRequest.Builder asked) {
        HttpRequest request = asked.header("Accept", "text/html,image/*;q=0.9,*/*;q=0.8") // as browsers do
                .header("Accept-Encoding", "gzip")
                .build();
        return client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("GET " + request.uri() + ": " + answer.statusCode());
            }
            return answer;
        });
    }

    private static byte[] unpacked(HttpResponse<byte[]> answer) throws IOException {
        if (!answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            return answer.body();
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return in.readAllBytes();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(console.resolve(path));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
