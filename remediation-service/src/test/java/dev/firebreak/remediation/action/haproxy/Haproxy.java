package dev.firebreak.remediation.action.haproxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real HAProxy in front of four real servers: green1 and green2 serve, blue1 and blue2 are kept in maintenance, as before
 * a rollback.
 */
public final class Haproxy implements AutoCloseable {
    private static final String PROGRAM = Stream.concat(
                    Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator)),
                    Stream.of("/usr/sbin", "/usr/local/sbin"))
            .map(folder -> Path.of(folder, "haproxy"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse("");

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Below those that a system gives to connections of its own: such a port is still free when it is bound later. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private final int front = freePort();
    private final int runtime;
    private final HttpServer green1 = server("green");
    private final HttpServer green2 = server("green");
    private final HttpServer blue1 = server("blue");
    private final HttpServer blue2 = server("blue");
    private final Path socket;
    private final Process process;

    /** Skips the test, and says why, where HAProxy is not installed. */
    public Haproxy() {
        this(freePort());
    }

    /** @param runtime the port of its runtime API */
    public Haproxy(int runtime) {
        this.runtime = runtime;
        assumeTrue(
                !PROGRAM.isEmpty(),
                "SKIPPED: haproxy is not installed (Debian: apt-get install haproxy), so nothing of it is proven here");
        try {
            Path folder = Files.createTempDirectory("haproxy");
            socket = folder.resolve("runtime.sock");
            Path configuration = Files.writeString(folder.resolve("haproxy.cfg"), configuration());
            process = new ProcessBuilder(PROGRAM, "-f", configuration.toString(), "-db")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("haproxy.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> serving().equals("green") && passed() == 2);
    }

    private String configuration() {
        return """
                global
                  stats socket 127.0.0.1:RUNTIME level admin
                  stats socket SOCKET mode 600 level admin
                defaults
                  mode http
                  timeout connect 60s
                  timeout client 60s
                  timeout server 60s
                  timeout check 60s
                frontend web
                  bind 127.0.0.1:FRONT
                  default_backend app
                backend app
                  option httpchk GET /health
                  default-server check inter 100ms fall 2 rise 1
                  server green1 127.0.0.1:GREEN1
                  server green2 127.0.0.1:GREEN2
                  server blue1 127.0.0.1:BLUE1 disabled
                  server blue2 127.0.0.1:BLUE2 disabled
                """.replace("RUNTIME", String.valueOf(runtime))
                .replace("SOCKET", socket.toString())
                .replace("FRONT", String.valueOf(front))
                .replace("GREEN1", port(green1))
                .replace("GREEN2", port(green2))
                .replace("BLUE1", port(blue1))
                .replace("BLUE2", port(blue2));
    }

    /** Of the runtime API. */
    public String address() {
        return "127.0.0.1:" + runtime;
    }

    public String socket() {
        return socket.toString();
    }

    /** Where users come. */
    public String url() {
        return "http://127.0.0.1:" + front;
    }

    /** Who answers a user now. */
    public String serving() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url() + "/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Blue stops answering, as a release that does not start. */
    public void breakBlue() {
        blue1.stop(0);
        blue2.stop(0);
    }

    /** Each server with its admin state and weight, read past our own code. */
    public String state() {
        return tell("show servers state app")
                .lines()
                .filter(line -> line.matches("\\d+ app .*"))
                .map(line -> line.split(" "))
                .map(row -> row[3] + "=" + (Integer.parseInt(row[6]) & 0x2b) + "/" + row[7])
                .collect(Collectors.joining(" "));
    }

    /** How many servers have passed a health check. */
    private long passed() {
        return tell("show servers state app")
                .lines()
                .filter(line -> line.matches("\\d+ app .*") && line.split(" ", -1)[11].equals("3"))
                .count();
    }

    /** Those that take new sessions. */
    String ready() {
        return Arrays.stream(state().split(" ", -1))
                .filter(it -> it.contains("=0/"))
                .collect(Collectors.joining(" "));
    }

    private String tell(String command) {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), runtime)) {
            connection.getOutputStream().write((command + "\n").getBytes(US_ASCII));
            return new String(connection.getInputStream().readAllBytes(), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer server(String name) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] answer = name.getBytes(US_ASCII);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String port(HttpServer server) {
        return String.valueOf(server.getAddress().getPort());
    }

    /** One that nobody listens on now. */
    public static int freePort() {
        for (int port : ThreadLocalRandom.current().ints(1_000, LOWEST, HIGHEST).toArray()) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // somebody has it
            }
        }
        throw new IllegalStateException("no port from " + LOWEST + " to " + HIGHEST + " is free");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Stream.of(green1, green2, blue1, blue2).forEach(it -> it.stop(0));
    }
}
