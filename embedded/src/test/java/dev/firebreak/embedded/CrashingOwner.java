package dev.firebreak.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Starts a server, writes something that was acknowledged, and ends as a killed JVM does: without closing anything. */
final class CrashingOwner {
    static final int EXIT_CODE = 7;

    private CrashingOwner() {}

    /** @param arguments {@code kafka} or {@code database}, and the data folder */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("kafka")) {
            writeToKafka(folder);
        } else {
            writeToDatabase(folder);
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    private static void writeToKafka(Path folder) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        try (var producer =
                new KafkaProducer<>(kafka.clientSettings(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("alerts", "web", "acknowledged before the crash"))
                    .get();
        }
    }

    private static void writeToDatabase(Path folder) throws SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
        try (var connection =
                        DriverManager.getConnection("jdbc:" + database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'committed before the crash' AS text");
        }
    }

    /** Returns when the other JVM is gone. */
    static void run(String server, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingOwner.class.getName(),
                        server,
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(EXIT_CODE);
    }
}
