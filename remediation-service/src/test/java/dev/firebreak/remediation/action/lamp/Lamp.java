package dev.firebreak.remediation.action.lamp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A lamp with an HTTP interface: GET says what it is, PUT with {@code ?to=on} switches it. */
final class Lamp {
    private final HttpServer server;
    private volatile String state = "off";

    Lamp() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            boolean isThere = exchange.getRequestURI().getPath().equals("/lamp");
            if (isThere && exchange.getRequestMethod().equals("PUT")) {
                state = exchange.getRequestURI().getQuery().replace("to=", "");
            }
            byte[] answer = ("{\"state\":\"" + state + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isThere ? 200 : 404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String state() {
        return state;
    }
}
