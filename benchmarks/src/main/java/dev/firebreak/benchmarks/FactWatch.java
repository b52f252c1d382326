package dev.firebreak.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code firebreak.incidents} and keeps of each correlation key when it was told to be open and what it holds. */
final class FactWatch implements AutoCloseable {
    /**
     * @param openedAt by {@link System#nanoTime}; 0 when that was not told
     * @param openings how often
     * @param alerts as the newest fact says
     * @param isOver whether it was told to be resolved
     */
    record Told(long openedAt, int openings, int alerts, boolean isOver) {}

    private static final byte[] KEY = "\"correlationKey\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ALERTS = "\"alertCount\":".getBytes(StandardCharsets.US_ASCII);
    private static final String OPENED = "incident.opened.v1";
    private static final String RESOLVED = "incident.resolved.v1";

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private volatile String expected = "";
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader;

    FactWatch(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "benchmark-" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        1_000,
                        "max.poll.records",
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader = Thread.ofPlatform().daemon().name("facts").unstarted(this::read);
        reader.start();
    }

    /** By correlation key. */
    Map<String, Told> told() {
        return told;
    }

    /** Forgets all; from now on only keys that begin like this are kept. */
    void expect(String beginning) {
        expected = beginning;
        told.clear();
    }

    /** All alerts that incidents are told to hold. */
    long alerts() {
        return told.values().stream().mapToLong(Told::alerts).sum();
    }

    /** How many incidents are told to be over. */
    long over() {
        return told.values().stream().filter(Told::isOver).count();
    }

    private void read() {
        consumer.subscribe(List.of("firebreak.incidents"));
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    take(record, System.nanoTime());
                }
            }
        } catch (WakeupException e) { // closed
            consumer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long now) {
        byte[] value = record.value();
        String key = textAfter(value, KEY, '"');
        if (!key.startsWith(expected)) {
            return;
        }
        Header header = record.headers().lastHeader("ce_type");
        String type = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        boolean isOpening = type.equals(OPENED);
        told.merge(
                key,
                new Told(
                        isOpening ? now : 0,
                        isOpening ? 1 : 0,
                        Integer.parseInt(textAfter(value, ALERTS, ',')),
                        type.equals(RESOLVED)),
                (before, newer) -> new Told(
                        Math.max(before.openedAt(), newer.openedAt()),
                        before.openings() + newer.openings(),
                        newer.alerts(),
                        before.isOver() || newer.isOver()));
    }

    /** Of the snapshot, which comes last; parsing all of it would take the processor from those that are measured. */
    private static String textAfter(byte[] value, byte[] mark, char end) {
        for (int at = value.length - mark.length; at >= 0; at--) {
            int same = 0;
            while (same < mark.length && value[at + same] == mark[same]) {
                same++;
            }
            if (same == mark.length) {
                int from = at + mark.length;
                int to = from;
                while (value[to] != end) {
                    to++;
                }
                return new String(value, from, to - from, StandardCharsets.UTF_8);
            }
        }
        throw new IllegalStateException("a fact without " + new String(mark, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
