package dev.firebreak.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.embedded.SharedInfrastructure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** What a step finds that begins while there is more than was known at the last one. */
class SecondLookIT {
    private static final String KAFKA = SharedInfrastructure.kafka().bootstrapServers();
    private static final Duration LONG = Duration.ofSeconds(30);
    /** Whatever a poll takes here, it counts as answered at once; a look that finds something ends with that. */
    private static final SecondLook<byte[], byte[]> ALWAYS =
            new SecondLook<>(Duration.ofHours(1), Duration.ofSeconds(10));

    private static final SecondLook<byte[], byte[]> NEVER = new SecondLook<>(Duration.ZERO, LONG);

    private final String topic = "second-look-" + UUID.randomUUID();

    @Test
    void takesWhatCameDuringAStep() throws Exception {
        Topics.write(KAFKA, topic, "key", bytes("one"));

        try (Consumer<byte[], byte[]> consumer = NEVER.apply(new KafkaConsumer<>(settings()))) {
            consumer.subscribe(List.of(topic));
            assertThat(poll(consumer)).containsExactly("one");
            // The broker answers the question that was asked with the last poll as soon as it has one.
            Topics.write(KAFKA, topic, "key", bytes("two"));
            Topics.write(KAFKA, topic, "key", bytes("three"));
            List<String> read = new ArrayList<>(poll(consumer));
            while (!read.contains("three")) {
                read.addAll(poll(consumer));
            }

            Consumer<byte[], byte[]> looking = ALWAYS.apply(consumer);
            Topics.write(KAFKA, topic, "key", bytes("four"));
            Topics.write(KAFKA, topic, "key", bytes("five"));
            ConsumerRecords<byte[], byte[]> both = looking.poll(LONG);
            assertThat(values(both)).containsExactly("four", "five");
            assertThat(both.nextOffsets().get(new TopicPartition(topic, 0)))
                    .extracting(OffsetAndMetadata::offset)
                    .isEqualTo(5L);
        }
    }

    @Test
    void losesNothingWhenTheSecondLookFails() throws Exception {
        Topics.write(KAFKA, topic, "key", bytes("one"), bytes("two"));
        AtomicInteger polls = new AtomicInteger();

        try (Consumer<byte[], byte[]> consumer = ALWAYS.apply(failingAt(2, polls, new KafkaConsumer<>(settings())))) {
            consumer.subscribe(List.of(topic));
            assertThat(poll(consumer)).containsExactly("one", "two");
            assertThatThrownBy(() -> consumer.poll(LONG)).hasMessage("poll 2");
            Topics.write(KAFKA, topic, "key", bytes("three"), bytes("four"));
            assertThat(poll(consumer)).contains("three");
        }
    }

    @Test
    void leavesToOthersWhatTheyWereGivenInBetween() throws Exception {
        Topics.write(KAFKA, topic, "key", bytes("one"));
        TopicPartition partition = new TopicPartition(topic, 0);

        try (KafkaConsumer<byte[], byte[]> own = new KafkaConsumer<>(settings());
                Consumer<byte[], byte[]> consumer = ALWAYS.apply(beforePoll(2, own, () -> own.assign(List.of())))) {
            own.assign(List.of(partition));
            own.seekToBeginning(List.of(partition));
            // An unassigned consumer may not be polled: that comes out with the next poll.
            assertThat(poll(consumer)).isEmpty();
        }
    }

    @Test
    void beginsAnewWithAPartitionThatCameBack() throws Exception {
        Topics.write(KAFKA, topic, "key", bytes("one"), bytes("two"));
        TopicPartition partition = new TopicPartition(topic, 0);

        try (KafkaConsumer<byte[], byte[]> own = new KafkaConsumer<>(settings());
                Consumer<byte[], byte[]> consumer =
                        ALWAYS.apply(beforePoll(2, own, () -> own.seekToBeginning(List.of(partition))))) {
            own.assign(List.of(partition));
            own.seekToBeginning(List.of(partition));
            assertThat(poll(consumer)).containsExactly("one", "two");
        }
    }

    private static Consumer<byte[], byte[]> failingAt(
            int poll, AtomicInteger polls, Consumer<byte[], byte[]> consumer) {
        return intercepted(consumer, polls, poll, () -> {
            throw new IllegalStateException("poll " + poll);
        });
    }

    private static Consumer<byte[], byte[]> beforePoll(int poll, Consumer<byte[], byte[]> consumer, Runnable action) {
        return intercepted(consumer, new AtomicInteger(), poll, action);
    }

    @SuppressWarnings("unchecked")
    private static Consumer<byte[], byte[]> intercepted(
            Consumer<byte[], byte[]> consumer, AtomicInteger polls, int poll, Runnable action) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (_, method, arguments) -> {
                    if (method.getName().equals("poll") && polls.incrementAndGet() == poll) {
                        action.run();
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Until something comes: a poll may end early while the consumer is given its partitions. */
    private static List<String> poll(Consumer<byte[], byte[]> consumer) {
        return values(consumer.poll(LONG));
    }

    private static List<String> values(ConsumerRecords<byte[], byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(ConsumerRecord::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, Object> settings() {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                KAFKA,
                "group.id",
                "second-look-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
