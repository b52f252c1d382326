package dev.firebreak.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker with its controller inside this JVM, on the loopback interface only. Kept data is flushed to the
 * disk before a write is acknowledged: there is no second replica that could have it after a power failure.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /** Partitions of a topic that is created by its first use. */
    public static final int DEFAULT_PARTITIONS = 4;

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

    private final DataFolder folder;
    private final KafkaRaftServer server;
    private final int port;
    private final int failuresBefore = KafkaFailures.count();
    private boolean closed;

    private EmbeddedKafka(DataFolder folder, KafkaRaftServer server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /** Keeps its data in the folder, which is made if absent. Port 0 takes a free one. */
    public static EmbeddedKafka start(Path dataFolder, int port) {
        return start(DataFolder.open(dataFolder), port, DEFAULT_PARTITIONS, true);
    }

    /** For tests: a free port, and the data is deleted on close. */
    public static EmbeddedKafka startTemporary() {
        return startTemporary(DEFAULT_PARTITIONS);
    }

    public static EmbeddedKafka startTemporary(int partitions) {
        return start(DataFolder.openTemporary("kafka"), 0, partitions, false);
    }

    private static EmbeddedKafka start(DataFolder folder, int wantedPort, int partitions, boolean durable) {
        try {
            int port = Ports.claim(wantedPort, "Kafka");
            int controllerPort = Ports.claim(0, "Kafka's controller");
            formatOnce(folder);
            var settings = KafkaSettings.of(folder.content(), port, controllerPort, partitions, durable);
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
            startOrStop(server);
            log.atInfo().addKeyValue("port", port).log("Kafka started");
            return new EmbeddedKafka(folder, server, port);
        } catch (RuntimeException e) {
            folder.close();
            throw e instanceof EmbeddedException ? e : new EmbeddedException("Kafka did not start: " + e, e);
        }
    }

    /** A half started server would keep its threads, its port and its folder. */
    private static void startOrStop(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            server.awaitShutdown();
            throw e;
        }
    }

    private static void formatOnce(DataFolder folder) {
        var running = KafkaVersion.of(AppInfoParser.getVersion());
        var madeBy = folder.madeBy();
        if (madeBy.isPresent()) {
            running.refuseIfOlderThan(KafkaVersion.of(madeBy.get()));
            return;
        }
        folder.clear();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(KafkaSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(folder.content().toString())
                    .addDirectory(folder.content().toString())
                    .run();
        } catch (Exception e) { // declared by Kafka's formatter
            throw new EmbeddedException("Kafka's folder %s cannot be formatted".formatted(folder.content()), e);
        }
        folder.markMadeBy(running.toString());
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** True when it gave up, as on a full or broken disk: it serves nobody any more, only the end of the process frees its folder. */
    public boolean hasFailed() {
        return KafkaFailures.count() > failuresBefore;
    }

    /** What a client needs at least; the caller adds serialisers. */
    public Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (hasFailed()) {
            // It would ask its controller for minutes whether it may go. What it acknowledged is on the disk.
            folder.close();
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        folder.close();
        log.atInfo().addKeyValue("port", port).log("Kafka stopped");
    }
}
