package dev.firebreak.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a record aside with all that is needed to understand and to replay it. */
final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);
    private static final int LONGEST_CAUSE = 1_000;

    private final Producers producers;
    private final InstantSource clock;
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(Producers producers, InstantSource clock) {
        this.producers = producers;
        this.clock = clock;
    }

    /** Returns when the broker has it; throws when it does not take it, so that the record is delivered again. */
    void put(RawRecord poison, Throwable cause) {
        String reason = reason(cause);
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(poison.topic() + ".dlt", null, poison.key(), poison.value());
        poison.headers().forEach(letter.headers()::add);
        replace(letter, DeadLetterHeaders.CAUSE, reason);
        replace(letter, DeadLetterHeaders.TOPIC, poison.topic());
        replace(letter, DeadLetterHeaders.PARTITION, Integer.toString(poison.partition()));
        replace(letter, DeadLetterHeaders.OFFSET, Long.toString(poison.offset()));
        replace(letter, DeadLetterHeaders.AT, clock.instant().toString());
        try {
            producer().send(letter).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted before the dead letter was acknowledged", e);
        } catch (ExecutionException e) {
            throw new KafkaException("dead letter not written to " + letter.topic(), e.getCause());
        }
        LOG.atError()
                .addKeyValue("topic", poison.topic())
                .addKeyValue("partition", poison.partition())
                .addKeyValue("offset", poison.offset())
                .log("record put on the dead-letter topic: {}", reason);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
            producer = null;
        }
    }

    /** Most services never need one. */
    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = producers.create(DELIVERY_TIMEOUT);
        }
        return producer;
    }

    private static void replace(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(Throwable cause) {
        String reason = cause.getClass().getName() + ": " + cause.getMessage();
        return reason.substring(0, Math.min(reason.length(), LONGEST_CAUSE));
    }
}
