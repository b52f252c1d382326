package dev.firebreak.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a record aside with all that is needed to understand and to replay it. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LONGEST_CAUSE = 1_000;

    private final RecordSender sender;
    private final InstantSource clock;

    DeadLetters(RecordSender sender, InstantSource clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /** Returns when the broker has it; throws when it does not take it, so that the record is delivered again. */
    void put(RawRecord poison, Throwable cause) {
        String reason = reason(cause);
        String topic = poison.topic() + ".dlt";
        Map<String, byte[]> headers = new LinkedHashMap<>(poison.headers());
        headers.put(DeadLetterHeaders.CAUSE, utf8(reason));
        headers.put(DeadLetterHeaders.TOPIC, utf8(poison.topic()));
        headers.put(DeadLetterHeaders.PARTITION, utf8(Integer.toString(poison.partition())));
        headers.put(DeadLetterHeaders.OFFSET, utf8(Long.toString(poison.offset())));
        headers.put(DeadLetterHeaders.CONSUMER, utf8(poison.group() == null ? "" : poison.group()));
        headers.put(DeadLetterHeaders.AT, utf8(clock.instant().toString()));
        try {
            sender.send(topic, poison.key(), headers, poison.value()).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted before the dead letter was acknowledged", e);
        } catch (ExecutionException e) {
            throw new KafkaException("dead letter not written to " + topic, e.getCause());
        }
        LOG.atError()
                .addKeyValue("topic", poison.topic())
                .addKeyValue("partition", poison.partition())
                .addKeyValue("offset", poison.offset())
                .log("record put on the dead-letter topic: {}", reason);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String reason(Throwable cause) {
        String reason = cause.getClass().getName() + ": " + cause.getMessage();
        return reason.substring(0, Math.min(reason.length(), LONGEST_CAUSE));
    }
}
