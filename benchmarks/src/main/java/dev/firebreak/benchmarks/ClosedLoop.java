package dev.firebreak.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * So many connections each send the next request as soon as the last one is answered. The sender runs on the same cores
 * as what it measures, hence bare sockets: a client library would take more of them than the service.
 */
final class ClosedLoop {
    /** @param refused answered with something else than 2xx */
    record Result(Duration length, Percentiles answer, int refused) {
        double perSecond() {
            return answer.count() / (length.toNanos() / 1e9);
        }
    }

    private record Connection(List<Duration> accepted, int refused) {}

    private static final int NO_ANSWER_MILLIS = 30_000;
    private static final String CLOSED = "the connection was closed";
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final Supplier<Body> bodies;
    private final AtomicLong requests = new AtomicLong();

    /** @param bodies asked once for each connection */
    ClosedLoop(int port, Supplier<Body> bodies) {
        this.port = port;
        this.bodies = bodies;
    }

    Result sendFor(Duration length, int connections) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length.toNanos();
        return send(connections, _ -> System.nanoTime() < end);
    }

    Result sendSoMany(long count, int connections) throws InterruptedException, ExecutionException {
        long end = requests.get() + count;
        return send(connections, number -> number < end);
    }

    private Result send(int connections, LongPredicate goOn) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        List<Duration> accepted = new ArrayList<>();
        int refused = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Connection>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> send(goOn)));
            }
            for (Future<Connection> connection : running) {
                accepted.addAll(connection.get().accepted());
                refused += connection.get().refused();
            }
        }
        return new Result(Duration.ofNanos(System.nanoTime() - began), Percentiles.of(accepted), refused);
    }

    /** An overloaded service closes the connection with its answer: then the next request goes over a new one. */
    private Connection send(LongPredicate goOn) {
        Body body = bodies.get();
        List<Duration> accepted = new ArrayList<>();
        int refused = 0;
        byte[] buffer = new byte[8192];
        long number = requests.getAndIncrement();
        while (goOn.test(number)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(
                        NO_ANSWER_MILLIS); // else a service that has died would stop the measurement for ever
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream();
                boolean isKept = true;
                for (; isKept && goOn.test(number); number = requests.getAndIncrement()) {
                    long began = System.nanoTime();
                    out.write(body.request(number));
                    isKept = status(in, buffer) / 100 == 2;
                    if (isKept) {
                        accepted.add(Duration.ofNanos(System.nanoTime() - began));
                    } else {
                        refused++;
                    }
                }
            } catch (IOException e) {
                if (!isReset(e)) {
                    throw new UncheckedIOException(e);
                }
                refused++;
                number = requests.getAndIncrement();
            }
        }
        return new Connection(accepted, refused);
    }

    /** Closed while the request was still on its way, which a refusal without reading it does. */
    private static boolean isReset(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.equals(CLOSED) || message.contains("reset") || message.contains("Broken pipe");
    }

    /** Reads one whole answer. */
    private static int status(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        int bodyAt = -1;
        int total = 0;
        while (bodyAt < 0 || total < bodyAt + contentLength(buffer, bodyAt)) {
            // What lies behind the head is only counted.
            int from = bodyAt < 0 ? length : bodyAt;
            int read = in.read(buffer, from, buffer.length - from);
            if (read < 0) {
                throw new IOException(CLOSED);
            }
            total += read;
            if (bodyAt < 0) {
                length += read;
                int headEnd = indexOf(buffer, length, END_OF_HEAD);
                bodyAt = headEnd < 0 ? -1 : headEnd + END_OF_HEAD.length;
            }
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
