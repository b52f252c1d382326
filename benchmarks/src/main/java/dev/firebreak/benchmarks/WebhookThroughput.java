package dev.firebreak.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many webhooks of one alert are accepted in a second when so many connections each send the next one as soon as the
 * last is answered. Nobody knows their service, so what follows is intake only. The sender runs on the same cores, hence
 * bare sockets: a client library would take more of them than the service.
 */
final class WebhookThroughput {
    /** @param refused answered with something else than 202 */
    record Result(double acceptedPerSecond, Percentiles answer, int refused) {}

    private record Connection(List<Duration> accepted, int refused) {}

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final Instance instance;
    private final String token;

    WebhookThroughput(Instance instance, String token) {
        this.instance = instance;
        this.token = token;
    }

    Result measure(int connections, Duration length) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length.toNanos();
        List<Duration> accepted = new ArrayList<>();
        int refused = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Connection>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int number = i;
                running.add(threads.submit(() -> send(number, end)));
            }
            for (Future<Connection> connection : running) {
                accepted.addAll(connection.get().accepted());
                refused += connection.get().refused();
            }
        }
        return new Result(accepted.size() / (length.toMillis() / 1000.0), Percentiles.of(accepted), refused);
    }

    private Connection send(int number, long end) {
        List<Duration> accepted = new ArrayList<>();
        int refused = 0;
        int port = instance.uri("INGEST", "/").getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int i = 0; System.nanoTime() < end; i++) {
                byte[] request = request("load-" + number + "-" + i);
                long began = System.nanoTime();
                out.write(request);
                if (status(in, buffer) == 202) {
                    accepted.add(Duration.ofNanos(System.nanoTime() - began));
                } else {
                    refused++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Connection(accepted, refused);
    }

    private byte[] request(String order) {
        byte[] body = Webhook.body("benchmark-load", order, Instant.EPOCH).getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST /webhooks/prometheus HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + token + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** Reads one whole answer. */
    private static int status(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        int bodyAt = -1;
        while (bodyAt < 0 || length < bodyAt + contentLength(buffer, bodyAt)) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("the connection was closed");
            }
            length += read;
            int headEnd = indexOf(buffer, length, END_OF_HEAD);
            bodyAt = headEnd < 0 ? -1 : headEnd + END_OF_HEAD.length;
        }
        return Integer.parseInt(new String(buffer, "HTTP/1.1 ".length(), 3, StandardCharsets.US_ASCII));
    }

    private static int contentLength(byte[] buffer, int headLength) throws IOException {
        byte[] lower = new String(buffer, 0, headLength, StandardCharsets.US_ASCII)
                .toLowerCase(Locale.ROOT)
                .getBytes(StandardCharsets.US_ASCII);
        int at = indexOf(lower, lower.length, LENGTH);
        if (at < 0) {
            throw new IOException("an answer without a length");
        }
        int value = 0;
        for (int i = at + LENGTH.length; lower[i] >= '0' && lower[i] <= '9'; i++) {
            value = value * 10 + lower[i] - '0';
        }
        return value;
    }

    private static int indexOf(byte[] bytes, int length, byte[] wanted) {
        for (int i = 0; i <= length - wanted.length; i++) {
            int matched = 0;
            while (matched < wanted.length && bytes[i + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
