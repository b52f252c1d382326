package dev.firebreak.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's settings: one node, one replica of everything, and buffers for a machine that does other work too. */
final class KafkaSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MEBIBYTE = 1024 * 1024;

    private KafkaSettings() {}

    static Properties of(Path content, int port, int controllerPort, int partitions, boolean durable) {
        var settings = new Properties();
        identity(settings, content, port, controllerPort);
        oneReplica(settings, partitions);
        smallBuffers(settings);
        if (durable) {
            settings.put("log.flush.interval.messages", "1");
        }
        return settings;
    }

    private static void identity(Properties settings, Path content, int port, int controllerPort) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, controllerPort));
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER_LISTENER, controllerPort));
        settings.put("log.dirs", content.toString());
    }

    private static void oneReplica(Properties settings, int partitions) {
        settings.put("auto.create.topics.enable", "true");
        settings.put("num.partitions", String.valueOf(partitions));
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "2");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void smallBuffers(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * MEBIBYTE));
        settings.put("log.cleaner.io.buffer.size", String.valueOf(MEBIBYTE / 4));
        settings.put("log.segment.bytes", String.valueOf(64 * MEBIBYTE));
        // One index per partition is mapped at this size until its segment is full.
        settings.put("log.index.size.max.bytes", String.valueOf(MEBIBYTE));
        settings.put("transaction.state.log.segment.bytes", String.valueOf(MEBIBYTE));
        settings.put("offsets.topic.segment.bytes", String.valueOf(4 * MEBIBYTE));
    }
}
