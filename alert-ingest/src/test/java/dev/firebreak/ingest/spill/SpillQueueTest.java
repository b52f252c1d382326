package dev.firebreak.ingest.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.publish.Broker;
import dev.firebreak.ingest.publish.Receipt;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.WireMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class SpillQueueTest {
    private final Table table = new Table();
    private final Kafka kafka = new Kafka();
    private long now;
    private final SpillQueue queue = new SpillQueue(
            table,
            kafka,
            new SpillSettings(Duration.ofMillis(400), 100, DataSize.ofBytes(50), Duration.ofSeconds(1)),
            new SpillMetrics(new SimpleMeterRegistry()),
            () -> now);

    @Test
    void commitsTogetherWhatGathersDuringACommit() {
        CompletableFuture<Void> first = queue.add(List.of(message("a")));
        CompletableFuture<Void> second = queue.add(List.of(message("b")));
        CompletableFuture<Void> third = queue.add(List.of(message("c")));

        table.commit(0);
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        table.commit(1);

        assertThat(Stream.of(second, third)).allMatch(CompletableFuture::isDone);
        assertThat(table.keys()).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void isRefusedAtOnceWithoutADatabase() {
        table.isReady = false;

        assertThat(queue.add(List.of(message("a")))).isCompletedExceptionally();
    }

    @Test
    void isRefusedWhenTooMuchWaitsInMemory() {
        assertThat(queue.add(List.of(message("a")))).isNotDone();
        for (int i = 0; i < 5; i++) {
            assertThat(queue.add(List.of(message("b")))).isNotDone();
        }

        assertThat(queue.add(List.of(message("c")))).isCompletedExceptionally();
    }

    @Test
    void aCommitThatHangsDoesNotStopTheNextOnes() {
        CompletableFuture<Void> hanging = queue.add(List.of(message("a")));
        CompletableFuture<Void> next = queue.add(List.of(message("b")));
        assertThat(table.commits).hasSize(1);

        now += Duration.ofSeconds(11).toNanos();
        CompletableFuture<Void> later = queue.add(List.of(message("c")));
        table.commit(1);

        assertThat(Stream.of(next, later)).allMatch(CompletableFuture::isDone);
        assertThat(hanging).isNotDone();
        table.commit(0);
        assertThat(hanging).isCompleted();
    }

    @Test
    void linesUpOnlyBehindItsOwnKey() {
        CompletableFuture<Void> waiting = queue.add(List.of(message("a")));

        assertThat(queue.addIfBehind(List.of(message("b")))).isNull();
        assertThat(queue.addIfBehind(List.of(message("b"), message("a")))).isNotNull();
        assertThat(waiting).isNotDone();
    }

    @Test
    void handsOverInOrderAndThenHoldsNothing() {
        queue.pause();
        CompletableFuture<Void> first = queue.add(List.of(message("a"), message("b")));
        CompletableFuture<Void> second = queue.add(List.of(message("a")));

        queue.handOver();

        assertThat(kafka.sent).containsExactly("a", "b", "a");
        assertThat(Stream.of(first, second)).allMatch(CompletableFuture::isDone);
        assertThat(queue.isHolding()).isFalse();
        assertThat(table.commits).isEmpty();
    }

    @Test
    void whatKafkaDoesNotTakeAtTheHandOverIsCommittedAfterAll() {
        queue.pause();
        CompletableFuture<Void> waiting = queue.add(List.of(message("a")));
        kafka.isAway = true;

        queue.handOver();

        assertThat(waiting).isNotDone();
        assertThat(queue.isHolding()).isTrue();
        table.commit(0);
        assertThat(waiting).isCompleted();
    }

    private static WireMessage message(String key) {
        return new WireMessage(Topic.ALERTS, key, Map.of(), new byte[10]);
    }

    private static final class Table implements SpillStore {
        private final List<List<WireMessage>> commits = new ArrayList<>();
        private final List<Sinks.Empty<Void>> sinks = new ArrayList<>();
        private boolean isReady = true;

        @Override
        public boolean isReady() {
            return isReady;
        }

        @Override
        public Mono<Void> insert(List<WireMessage> messages) {
            Sinks.Empty<Void> sink = Sinks.empty();
            commits.add(messages);
            sinks.add(sink);
            return sink.asMono();
        }

        void commit(int number) {
            sinks.get(number).emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        }

        List<List<String>> keys() {
            return commits.stream()
                    .map(messages -> messages.stream().map(WireMessage::key).toList())
                    .toList();
        }
    }

    private static final class Kafka implements Broker {
        private final List<String> sent = new ArrayList<>();
        private boolean isAway;

        @Override
        public CompletableFuture<Receipt> send(List<WireMessage> messages) {
            if (isAway) {
                return CompletableFuture.completedFuture(new Receipt(messages, List.of()));
            }
            messages.forEach(message -> sent.add(message.key()));
            return CompletableFuture.completedFuture(new Receipt(List.of(), List.of()));
        }

        @Override
        public boolean takes(WireMessage message) {
            return true;
        }

        @Override
        public boolean isUp() {
            return !isAway;
        }
    }
}
