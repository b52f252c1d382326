package dev.firebreak.incident.console;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How far those who read our topics are behind, asked of Kafka. */
@Component
class Lag implements DisposableBean {
    private static final String OURS = "firebreak.";
    private static final int TIMEOUT_MS = 2_000;

    /** @param messages that it has not taken yet */
    record Behind(String group, String topic, long messages) {}

    private final Admin admin;

    Lag(@Value("${firebreak.event-log.bootstrap-servers}") String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "incident-service-console",
                "request.timeout.ms",
                TIMEOUT_MS,
                "default.api.timeout.ms",
                TIMEOUT_MS));
    }

    /** By group and topic, those too that are not behind; empty when Kafka does not answer. */
    Mono<Optional<List<Behind>>> look() {
        return Mono.fromCallable(this::read)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(Duration.ofMillis(3L * TIMEOUT_MS))
                .map(Optional::of)
                .onErrorReturn(Optional.empty());
    }

    private List<Behind> read() throws ExecutionException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> groups =
                admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                        .collect(Collectors.toMap(GroupListing::groupId, _ -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> places = groups.isEmpty()
                ? Map.of()
                : admin.listConsumerGroupOffsets(groups).all().get();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        places.values()
                .forEach(place -> place.keySet().stream()
                        .filter(partition -> partition.topic().startsWith(OURS))
                        .forEach(partition -> wanted.put(partition, OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(wanted).all().get();
        return behind(places, ends);
    }

    private static List<Behind> behind(
            Map<String, Map<TopicPartition, OffsetAndMetadata>> places,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        Map<List<String>, Long> messages = new TreeMap<>(Comparator.comparing(String::valueOf));
        places.forEach((group, place) -> place.forEach((partition, offset) -> {
            ListOffsetsResultInfo end = ends.get(partition);
            if (end != null && offset != null) { // null while it has not said how far it is
                messages.merge(
                        List.of(group, partition.topic()), Math.max(0, end.offset() - offset.offset()), Long::sum);
            }
        }));
        return messages.entrySet().stream()
                .map(each -> new Behind(each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
                .toList();
    }

    @Override
    public void destroy() {
        admin.close(Duration.ofSeconds(1));
    }
}
