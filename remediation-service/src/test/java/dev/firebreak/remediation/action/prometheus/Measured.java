package dev.firebreak.remediation.action.prometheus;

import com.sun.net.httpserver.HttpServer;
import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A server that answers each query as Prometheus does, with one series of value 3. */
public final class Measured {
    private static final String ANSWER = """
            {"status": "success", "data": {"resultType": "vector", "result": [
              {"metric": {"__name__": "queue_depth"}, "value": [1772366400.1, "3"]}]}}
            """;
    public static final String TARGETS = "prometheus: {url: \"http://127.0.0.1:" + start()
            + "\", token: {secret: token}}, away: {url: \"http://127.0.0.1:1\"}";

    private Measured() {}

    public static Prometheus prometheus() {
        return new Prometheus(
                OpenOutside.to(null),
                World.secrets(Map.of("token", ActionContract.CANARY)),
                OpenOutside.settings(null));
    }

    private static int start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/v1/query", exchange -> {
                byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
