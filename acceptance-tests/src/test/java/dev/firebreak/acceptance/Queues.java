package dev.firebreak.acceptance;

import dev.firebreak.model.wire.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What waits somewhere between the webhook and the last message to people. */
record Queues(Fleet fleet) {
    private static final Map<String, List<Topic>> READERS = Map.of(
            "incident-service", List.of(Topic.ALERTS, Topic.COMMANDS, Topic.REMEDIATIONS, Topic.NOTIFICATIONS),
            "remediation-service", List.of(Topic.INCIDENTS, Topic.COMMANDS),
            "notifier-service", List.of(Topic.INCIDENTS, Topic.REMEDIATIONS));
    /** Each counts what waits. */
    private static final Map<String, String> TABLES = Map.of(
            "spilled alerts", "from ingest.spill",
            "unpublished facts of incidents", "from incident.event_log where published_at is null",
            "unpublished facts of remediations", "from remediation.event_log where published_at is null",
            "unpublished facts of notifications", "from notifier.event_log where published_at is null",
            "deadlines that are missed or near",
                    "from incident.incident where next_due_at < clock_timestamp() + interval '15 s'",
            "remediations to go on with",
                    "from remediation.remediation where finished_at is null and next_turn_at is not null",
            "attempts under way", "from remediation.attempt where state in ('CLAIMED', 'DISPATCHING')",
            "people to be told", "from notifier.obligation where state in ('PENDING', 'SENDING')",
            "cards to be changed",
                    "from notifier.card where wanted_version > handled_version or lines_wanted > lines_done");

    /** In words; empty when nothing waits. */
    List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        try (Connection connection = fleet.connection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                try (ResultSet rows = statement.executeQuery("select count(*) " + table.getValue())) {
                    rows.next();
                    add(waiting, rows.getLong(1), table.getKey());
                }
            }
            READERS.forEach((group, topics) -> add(waiting, lag(group, topics), "records for " + group));
        } catch (SQLException e) {
            waiting.add("the database: " + e.getMessage());
        }
        return waiting;
    }

    private static void add(List<String> waiting, long count, String what) {
        if (count > 0) {
            waiting.add(count + " " + what);
        }
    }

    private long lag(String group, List<Topic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fleet.kafka()))) {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            admin.describeTopics(topics.stream().map(Topic::topicName).toList())
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(it -> asked.put(new TopicPartition(name, it.partition()), OffsetSpec.latest())));
            Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return admin.listOffsets(asked).all().get().entrySet().stream()
                    .mapToLong(end -> end.getValue().offset()
                            - Optional.ofNullable(done.get(end.getKey()))
                                    .map(OffsetAndMetadata::offset)
                                    .orElse(0L))
                    .sum();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Everything on a topic, partition by partition in its order. */
    List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", fleet.kafka()), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < Objects.requireNonNull(ends.get(it)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
