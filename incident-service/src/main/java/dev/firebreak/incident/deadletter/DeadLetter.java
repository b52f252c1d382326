package dev.firebreak.incident.deadletter;

import dev.firebreak.eventlog.DeadLetterHeaders;
import dev.firebreak.eventlog.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that a consumer gave up, with where it came from.
 *
 * @param topic where it was read; a replay goes there
 * @param consumer the group that could not handle it; empty when unknown
 * @param type CloudEvents type; empty when it has none
 * @param replayOf the letter that was sent again and came back as this one
 * @param headers its own, without those that describe the failure
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go on as they are
record DeadLetter(
        UUID id,
        String topic,
        int partition,
        long offset,
        String consumer,
        String type,
        String cause,
        Instant failedAt,
        @Nullable UUID replayOf,
        byte @Nullable [] key,
        Map<String, byte[]> headers,
        byte @Nullable [] value) {
    private static final String SUFFIX = ".dlt";

    DeadLetter {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** @param now stands in when the record does not say when it failed */
    static DeadLetter of(RawRecord raw, Instant now) {
        String topic = text(raw, DeadLetterHeaders.TOPIC).orElseGet(() -> withoutSuffix(raw.topic()));
        String consumer = text(raw, DeadLetterHeaders.CONSUMER).orElse("");
        int partition =
                number(raw, DeadLetterHeaders.PARTITION).map(Long::intValue).orElse(raw.partition());
        long offset = number(raw, DeadLetterHeaders.OFFSET).orElse(raw.offset());
        Map<String, byte[]> headers = new LinkedHashMap<>(raw.headers());
        headers.keySet().removeIf(name -> name.startsWith(DeadLetterHeaders.PREFIX));
        return new DeadLetter(
                id(topic, partition, offset, consumer, raw),
                topic,
                partition,
                offset,
                consumer,
                clean(raw.type()),
                text(raw, DeadLetterHeaders.CAUSE).orElse("not told"),
                text(raw, DeadLetterHeaders.AT).flatMap(DeadLetter::instant).orElse(now),
                text(raw, DeadLetterHeaders.REPLAY_OF).flatMap(DeadLetter::uuid).orElse(null),
                raw.key(),
                headers,
                raw.value());
    }

    /** What goes out when it is sent again: as it was, and it says that it was here. */
    Map<String, byte[]> replayHeaders() {
        Map<String, byte[]> all = new LinkedHashMap<>(headers);
        all.put(DeadLetterHeaders.REPLAY_OF, id.toString().getBytes(StandardCharsets.UTF_8));
        return all;
    }

    /**
     * The same letter read twice, or put aside twice after a crash, is the same. The content is part of it because
     * positions begin anew when somebody sets up Kafka again beside a database that is kept.
     */
    private static UUID id(String topic, int partition, long offset, String consumer, RawRecord raw) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((topic + '\n' + partition + '\n' + offset + '\n' + consumer + '\n' + raw.type() + '\n')
                    .getBytes(StandardCharsets.UTF_8));
            byte @Nullable [] value = raw.value();
            if (value != null) {
                digest.update(value);
            }
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static Optional<String> text(RawRecord raw, String header) {
        return raw.header(header).map(DeadLetter::clean);
    }

    /** PostgreSQL keeps no zero character in a text. */
    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String withoutSuffix(String topic) {
        return topic.endsWith(SUFFIX) ? topic.substring(0, topic.length() - SUFFIX.length()) : topic;
    }

    private static Optional<Long> number(RawRecord raw, String header) {
        return raw.header(header).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
