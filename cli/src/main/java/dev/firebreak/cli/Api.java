package dev.firebreak.cli;

import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Talks to one running service; whatever goes wrong becomes words and an exit code. */
final class Api {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration LINES = Duration.ofHours(12);
    private static final String NDJSON = "application/x-ndjson";
    private static final int LONGEST_PROBLEM = 64 * 1024;

    private final URI base;
    private final Optional<String> authorization;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private Api(URI base, Optional<String> authorization) {
        this.base = checked(base);
        this.authorization = authorization;
    }

    /** The incident API, with a token when one is set. A password out of a file goes only to the service that the file is about. */
    static Api incidents(Environment environment, Optional<URI> given) {
        return incidents(environment, given, Optional.empty());
    }

    /** @param given the address, and a token that goes before what is set elsewhere */
    static Api incidents(Environment environment, Optional<URI> given, Optional<String> givenToken) {
        URI local = address(environment.find("FIREBREAK_URL").orElse("http://127.0.0.1:8080"));
        URI base = given.orElse(local);
        boolean isLocal = base.equals(local) || base.equals(URI.create(local + "/"));
        Optional<String> password = isLocal
                ? environment.find("FIREBREAK_ADMIN_PASSWORD")
                : Optional.ofNullable(environment.variables().get("FIREBREAK_ADMIN_PASSWORD"));
        String user = environment.find("FIREBREAK_USER").orElse("admin");
        Optional<String> token = givenToken
                .or(() -> Optional.ofNullable(environment.variables().get("FIREBREAK_TOKEN")))
                .filter(it -> !it.isBlank());
        return new Api(
                base,
                token.map(it -> "Bearer " + it.strip())
                        .or(() -> password.map(it -> "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + it).getBytes(StandardCharsets.UTF_8)))));
    }

    static Api ingest(Environment environment, Optional<URI> given) {
        return new Api(
                given.orElseGet(
                        () -> address(environment.find("FIREBREAK_INGEST_URL").orElse("http://127.0.0.1:8081"))),
                Optional.empty());
    }

    /** A service that asks for no password. */
    static Api of(Environment environment, String setting, String otherwise) {
        return new Api(address(environment.find(setting).orElse(otherwise)), Optional.empty());
    }

    /** Somebody else's API, with a token of its own. */
    static Api outside(URI base, String token) {
        return new Api(base, Optional.of("Bearer " + token));
    }

    private static URI address(String text) {
        try {
            return checked(new URI(text));
        } catch (URISyntaxException _) {
            throw noAddress(text);
        }
    }

    private static URI checked(URI uri) {
        boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!isWeb || uri.getHost() == null) {
            throw noAddress(uri.toString());
        }
        return uri;
    }

    private static CommandFailure noAddress(String text) {
        return new CommandFailure(
                ExitCode.USAGE, "'" + Terminal.plain(text) + "' is no address such as http://127.0.0.1:8080");
    }

    /**
     * An answer as it is, whatever its status.
     *
     * @param body a missing node when it is no JSON
     * @param headers by their names, in any letters
     */
    record Answer(int status, String text, JsonNode body, HttpHeaders headers) {}

    /** @throws CommandFailure when nothing answers */
    Answer look(String path) {
        return answer(send(request(path).GET().build()));
    }

    /**
     * The figures that Prometheus scrapes; nothing when there are none.
     *
     * @throws CommandFailure when nothing answers
     */
    String figures() {
        Answer answer = answer(send(request("/actuator/prometheus")
                .setHeader("Accept", "text/plain") // asked for JSON it refuses
                .GET()
                .build()));
        return answer.status() == 200 ? answer.text() : "";
    }

    /** @throws CommandFailure when nothing answers */
    Answer tell(String path, String type, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return answer(send(request.build()));
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(),
                new String(response.body(), StandardCharsets.UTF_8),
                parse(response.body()).orElse(MissingNode.getInstance()),
                response.headers());
    }

    /** A text for people, such as a post-mortem. */
    String markdown(String path) {
        HttpResponse<byte[]> response = send(request(path)
                .setHeader("Accept", "text/markdown, application/problem+json")
                .GET()
                .build());
        if (response.statusCode() >= 300) {
            json(response); // tells why
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Lines of JSON as they are read; whoever reads slowly slows the sender down. The caller closes the body. */
    HttpResponse<InputStream> lines(String path) {
        HttpResponse<InputStream> response = send(
                request(path)
                        .timeout(LINES)
                        .setHeader("Accept", NDJSON + ", application/problem+json")
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() >= 300) {
            checkStatus(response.statusCode(), start(response));
        }
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith(NDJSON)) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "what answers at " + base + " is not Firebreak, or one that keeps no alerts");
        }
        return response;
    }

    private static byte[] start(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return body.readNBytes(LONGEST_PROBLEM);
        } catch (IOException _) {
            return new byte[0]; // its status says enough
        }
    }

    URI base() {
        return base;
    }

    JsonNode get(String path) {
        return json(send(request(path).GET().build()));
    }

    JsonNode send(String method, String path, Map<String, ?> body) {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(Wire.JSON.writeValueAsBytes(body)))
                .build()));
    }

    JsonNode post(String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return json(send(request.build()));
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        String prefix = base.toString().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(prefix + path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json")
                .header("User-Agent", "firebreak-cli");
        authorization.ifPresent(it -> request.header("Authorization", it));
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (InterruptedException | InterruptedIOException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, "interrupted while waiting for " + base);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "nothing answers at " + base
                            + ".\nStart it with ./firebreak up, or say where it is: --url or FIREBREAK_URL.");
        }
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        checkStatus(response.statusCode(), response.body());
        return parse(response.body())
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.REFUSED, "what answers at " + base + " is not Firebreak: no JSON"));
    }

    private void checkStatus(int status, byte[] body) {
        if (status == 401 || status == 403) {
            throw new CommandFailure(ExitCode.NOT_ALLOWED, notAllowed(status, body));
        }
        if (status >= 300) {
            throw new CommandFailure(ExitCode.REFUSED, status + ": " + detail(status, body));
        }
    }

    private String notAllowed(int status, byte[] body) {
        String why = authorization.isEmpty() ? "no password is set" : detail(status, body);
        return "not allowed at " + base + ": " + why
                + ".\nSet FIREBREAK_TOKEN, or FIREBREAK_USER and FIREBREAK_ADMIN_PASSWORD, or FIREBREAK_DATA to the folder that `up` keeps them in.";
    }

    /** Problem details say it best; other servers at least have a status. */
    private static String detail(int status, byte[] body) {
        return parse(body)
                .map(problem ->
                        problem.path("detail").asString(problem.path("title").asString("")))
                .map(Terminal::plain)
                .filter(text -> !text.isBlank())
                .orElse("status " + status);
    }

    private static Optional<JsonNode> parse(byte[] body) {
        try {
            return body.length == 0 ? Optional.empty() : Optional.of(Wire.JSON.readTree(body));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
