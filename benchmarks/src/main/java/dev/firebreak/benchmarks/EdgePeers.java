package dev.firebreak.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is leant on, in a process of its own so that each side's memory is its own: a broker that flushes each write, one
 * with the settings that several brokers run with, a database for each, and for Alertmanager somebody who takes its
 * notifications. Ends when its input ends.
 */
final class EdgePeers {
    private EdgePeers() {}

    /** @param words folder of the data; the file into which the addresses go */
    public static void main(String[] words) throws IOException {
        Path data = Path.of(words[0]);
        try (EmbeddedKafka usual = EmbeddedKafka.startTemporary();
                EmbeddedKafka flushing = EmbeddedKafka.start(data.resolve("kafka"), 0);
                EmbeddedDatabase database = EmbeddedDatabase.start(data.resolve("postgres"), 0)) {
            HttpServer sink = sink();
            Path ready = Path.of(words[1] + ".new");
            Files.write(
                    ready,
                    List.of(
                            "USUAL_KAFKA=" + usual.bootstrapServers(),
                            "USUAL_DATABASE_URL=" + database.createDatabase("usual"),
                            "FIREBREAK_KAFKA=" + flushing.bootstrapServers(),
                            "FIREBREAK_DATABASE_URL=" + database.url(),
                            "FIREBREAK_DATABASE_USER=" + database.user(),
                            "FIREBREAK_DATABASE_PASSWORD=" + database.password(),
                            "SINK=" + sink.getAddress().getPort()));
            Files.move(ready, Path.of(words[1]));
            System.in.transferTo(OutputStream.nullOutputStream());
            sink.stop(0);
        }
    }

    private static HttpServer sink() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
