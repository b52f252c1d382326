package dev.firebreak.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What becomes of one delivery of many records. */
class LanesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 1_000;
    private static final int KEYS = 40;

    @AutoClose
    private final RecordSender nobody = new RecordSender(new Producers("localhost:1"));

    private final RecordConsumers consumers =
            new RecordConsumers(new DeadLetters(nobody, InstantSource.system()), PATIENCE);
    private final List<List<String>> taken = new CopyOnWriteArrayList<>();

    @Test
    void isTakenInTwoStepsAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);

        deliver(MANY, batch -> {
            taken.add(batch);
            both.countDown();
            return met(both);
        });

        assertThat(taken).hasSize(2);
        assertThat(taken.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, MANY).mapToObj(LanesTest::text).toList());
    }

    @Test
    void keepsWhatHasOneKeyTogetherAndInItsOrder() {
        deliver(MANY, batch -> {
            taken.add(batch);
            return Mono.empty();
        });

        for (int key = 0; key < KEYS; key++) {
            String mark = key + ":";
            List<List<String>> ofKey = taken.stream()
                    .map(lane ->
                            lane.stream().filter(text -> text.startsWith(mark)).toList())
                    .filter(lane -> !lane.isEmpty())
                    .toList();
            assertThat(ofKey)
                    .as("lanes with key %s", key)
                    .containsExactly(IntStream.range(0, MANY)
                            .mapToObj(LanesTest::text)
                            .filter(text -> text.startsWith(mark))
                            .toList());
        }
    }

    @Test
    void isOneStepWhenItIsSmall() {
        deliver(100, batch -> {
            taken.add(batch);
            return Mono.empty();
        });

        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst()).hasSize(100);
    }

    @Test
    void comesAgainWholeWhenOneHalfFailsAndNotBeforeTheOtherHasEnded() {
        CountDownLatch failed = new CountDownLatch(1);

        assertThatThrownBy(() -> deliver(MANY, batch -> {
                    if (batch.contains(text(0))) {
                        failed.countDown();
                        return Mono.error(new IllegalStateException("the database is away"));
                    }
                    return met(failed).then(Mono.fromRunnable(() -> taken.add(batch)));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the database is away");

        assertThat(taken).as("the other half").hasSize(1);
    }

    @Test
    void comesAgainWholeWhicheverHalfFails() {
        for (int key = 0; key < KEYS; key++) {
            String text = text(key);
            assertThatThrownBy(() -> deliver(
                            MANY,
                            batch -> batch.contains(text)
                                    ? Mono.error(new IllegalStateException("the database is away"))
                                    : Mono.empty()))
                    .as("the half with key %s fails", key)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the database is away");
        }
    }

    @Test
    void saysWhatBothHalvesFailedWith() {
        assertThatThrownBy(() -> deliver(
                        MANY, batch -> Mono.error(new IllegalStateException("a half of " + batch.size() + " failed"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("failed")
                .satisfies(problem -> assertThat(problem.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessageContaining("failed")));
    }

    /** Fails when the other half never comes so far. */
    private static Mono<Void> met(CountDownLatch latch) {
        return Mono.<Void>fromRunnable(() -> {
                    try {
                        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                            throw new IllegalStateException("they are not side by side");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void deliver(int records, Function<List<String>, Mono<?>> handler) {
        Decoder<String> text = (_, value) -> new String(value, StandardCharsets.UTF_8);
        consumers.lanes(text, batch -> handler.apply(Received.values(batch))).accept(delivery(records));
    }

    private static Message<List<byte[]>> delivery(int records) {
        return MessageBuilder.withPayload(IntStream.range(0, records)
                        .mapToObj(i -> text(i).getBytes(StandardCharsets.UTF_8))
                        .toList())
                .setHeader(KafkaHeaders.RECEIVED_TOPIC, Collections.nCopies(records, "test.lanes"))
                .setHeader(KafkaHeaders.RECEIVED_PARTITION, Collections.nCopies(records, 0))
                .setHeader(
                        KafkaHeaders.OFFSET,
                        IntStream.range(0, records)
                                .mapToObj(i -> Long.valueOf(i))
                                .toList())
                .setHeader(
                        KafkaHeaders.RECEIVED_KEY,
                        IntStream.range(0, records)
                                .mapToObj(i -> ("key-" + i % KEYS).getBytes(StandardCharsets.UTF_8))
                                .toList())
                .setHeader(KafkaHeaders.BATCH_CONVERTED_HEADERS, Collections.nCopies(records, Map.of()))
                .build();
    }

    private static String text(int record) {
        return record % KEYS + ":" + record;
    }
}
