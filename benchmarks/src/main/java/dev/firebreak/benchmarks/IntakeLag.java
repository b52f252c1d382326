package dev.firebreak.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many facts notifier-service has not taken in yet, by what it has committed to the broker. */
final class IntakeLag implements AutoCloseable {
    private static final String GROUP = "notifier-service";
    private static final String TOPIC = "firebreak.incidents";

    private final Admin admin;

    IntakeLag(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    long facts() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> taken = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(one -> ends.put(new TopicPartition(TOPIC, one.partition()), OffsetSpec.latest()));
        }
        long lag = 0;
        for (var end : admin.listOffsets(ends).all().get().entrySet()) {
            OffsetAndMetadata committed = taken.get(end.getKey());
            lag += end.getValue().offset() - (committed == null ? 0 : committed.offset());
        }
        return lag;
    }

    @Override
    public void close() {
        admin.close();
    }
}
