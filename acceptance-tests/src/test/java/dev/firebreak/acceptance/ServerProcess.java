package dev.firebreak.acceptance;

import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Kafka or PostgreSQL in a process of its own, with data that outlive a {@code kill -9}. Ends when its input ends. */
final class ServerProcess {
    private ServerProcess() {}

    /** @param words {@code kafka} or {@code postgres}, the folder of the data, the port */
    public static void main(String[] words) throws IOException {
        Path data = Path.of(words[1]);
        int port = Integer.parseInt(words[2]);
        if (words[0].equals("kafka")) {
            try (EmbeddedKafka _ = EmbeddedKafka.start(data, port)) {
                awaitEnd();
            }
        } else {
            try (EmbeddedDatabase _ = EmbeddedDatabase.start(data, port)) {
                awaitEnd();
            }
        }
    }

    private static void awaitEnd() throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
