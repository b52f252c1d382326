package dev.firebreak.sandbox.shop;

import dev.firebreak.sandbox.ledger.Ledger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Sees every command by Redis's MONITOR and writes those that delete to the ledger. */
final class RedisMonitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisMonitor.class);
    private static final Set<String> DELETES = Set.of("FLUSHDB", "FLUSHALL", "DEL", "UNLINK");
    private static final int MOST_ARGUMENTS = 20;

    /** Such as {@code +1339518083.107412 [0 127.0.0.1:60866] "flushdb" "ASYNC"}. */
    private static final Pattern LINE = Pattern.compile("\\+[\\d.]+ \\[(\\d+) ([^\\]]+)\\] (.*)");

    private static final Pattern ARGUMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Socket socket;
    private final Ledger ledger;
    private final JsonMapper json;
    private volatile boolean closed;

    private RedisMonitor(Socket socket, Ledger ledger, JsonMapper json) {
        this.socket = socket;
        this.ledger = ledger;
        this.json = json;
    }

    static RedisMonitor start(int port, Ledger ledger, JsonMapper json) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            var monitor = new RedisMonitor(socket, ledger, json);
            socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.UTF_8));
            Thread.ofVirtual().name("sandbox-redis-monitor").start(monitor::read);
            return monitor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                record(line);
            }
        } catch (IOException e) {
            if (!closed) {
                log.error("Redis is no longer watched: its effects are missing in the ledger", e);
            }
        }
    }

    private void record(String line) {
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        List<String> words = ARGUMENT.matcher(matcher.group(3))
                .results()
                .map(RedisMonitor::word)
                .limit(MOST_ARGUMENTS + 1L)
                .toList();
        String command = words.isEmpty() ? "" : words.getFirst().toUpperCase(Locale.ROOT);
        if (DELETES.contains(command)) {
            List<String> arguments = words.subList(1, words.size());
            ledger.record(
                    "redis",
                    command,
                    "/redis/" + matcher.group(1),
                    200,
                    json.writeValueAsString(words),
                    Map.of("command", command, "arguments", arguments, "client", matcher.group(2)));
        }
    }

    private static String word(MatchResult quoted) {
        return quoted.group(1).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
