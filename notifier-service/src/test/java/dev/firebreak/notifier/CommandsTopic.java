package dev.firebreak.notifier;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** What stands on {@code firebreak.commands}. */
final class CommandsTopic implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Command> seen = new ArrayList<>();

    CommandsTopic() {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", SharedInfrastructure.kafka().bootstrapServers(),
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.COMMANDS.topicName()));
    }

    /** Waits until there are so many about the incident. */
    List<Command> of(IncidentId incident, int count) {
        return await(
                command -> command instanceof Command.ForIncident forIncident
                        && forIncident.incidentId().equals(incident),
                count);
    }

    /** Waits until there are so many of that kind. */
    List<Command> await(Predicate<Command> kind, int count) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> seen.add(Wire.read(record.value(), Command.class)));
            return seen.stream().filter(kind).count() >= count;
        });
        return seen.stream().filter(kind).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
