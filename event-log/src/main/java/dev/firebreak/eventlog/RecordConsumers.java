package dev.firebreak.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;

/**
 * Makes the functions that Spring Cloud Stream calls. They return when everything is done, so that the offset is
 * committed last, and sort failures: what can never work goes to the dead-letter topic alone, anything else is let out
 * and the delivery comes again, whole.
 */
public final class RecordConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(RecordConsumers.class);

    /** Below it two transactions cost more than what they overlap. */
    private static final int WORTH_TWO_LANES = 500;

    // By partition: why it does not go on.
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final DeadLetters deadLetters;
    private final Duration handlingTimeout;

    RecordConsumers(DeadLetters deadLetters, Duration handlingTimeout) {
        this.deadLetters = deadLetters;
        this.handlingTimeout = handlingTimeout;
    }

    /** For a topic that is read one record at a time. */
    public <T> Consumer<Message<byte[]>> one(Decoder<T> decoder, Function<Received<T>, ? extends Mono<?>> handler) {
        return message -> {
            RawRecord record = RawRecord.one(message);
            reported(record, () -> handle(decoded(List.of(record), decoder), batch -> handler.apply(batch.getFirst())));
        };
    }

    /** For a topic that is read in batches; the handler gets what could be decoded, in order, never an empty list. */
    public <T> Consumer<Message<List<byte[]>>> batch(
            Decoder<T> decoder, Function<List<Received<T>>, ? extends Mono<?>> handler) {
        return message -> {
            List<RawRecord> batch = RawRecord.batch(message);
            reported(batch.getFirst(), () -> handle(decoded(batch, decoder), handler));
        };
    }

    /**
     * The same for a topic that much may be waiting on: a large batch is two, side by side, so that this process works on
     * one while the database works on the other. What has one key stays together and in its order, which is what Kafka
     * promises of a topic.
     */
    public <T> Consumer<Message<List<byte[]>>> lanes(
            Decoder<T> decoder, Function<List<Received<T>>, ? extends Mono<?>> handler) {
        return message -> {
            List<RawRecord> batch = RawRecord.batch(message);
            reported(batch.getFirst(), () -> {
                if (batch.size() < WORTH_TWO_LANES) {
                    handle(decoded(batch, decoder), handler);
                } else {
                    sideBySide(
                            () -> handle(decoded(lane(batch, 0), decoder), handler),
                            () -> handle(decoded(lane(batch, 1), decoder), handler));
                }
            });
        };
    }

    private static List<RawRecord> lane(List<RawRecord> batch, int lane) {
        return batch.stream()
                .filter(record -> Math.floorMod(Arrays.hashCode(record.key()), 2) == lane)
                .toList();
    }

    /** Both have ended when this returns or throws: what comes again does not meet itself. */
    private static void sideBySide(Runnable one, Runnable other) {
        CompletableFuture<Void> beside = CompletableFuture.runAsync(other, Thread::startVirtualThread);
        try (Lane _ = () -> awaitEnd(beside)) {
            one.run();
        }
    }

    private static void awaitEnd(CompletableFuture<Void> lane) {
        try {
            lane.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : e;
        }
    }

    /** Closed when it has ended; throws what it failed with. */
    private interface Lane extends AutoCloseable {
        @Override
        void close();
    }

    /** For a topic whose records are kept as they are: none counts as poison, so what fails comes again. */
    public Consumer<Message<List<byte[]>>> raw(Function<List<RawRecord>, ? extends Mono<?>> handler) {
        return message -> {
            List<RawRecord> batch = RawRecord.batch(message);
            reported(batch.getFirst(), () -> await(handler.apply(batch)));
        };
    }

    private <T> List<Decoded<T>> decoded(List<RawRecord> records, Decoder<T> decoder) {
        List<Decoded<T>> readable = new ArrayList<>(records.size());
        for (RawRecord raw : records) {
            try {
                byte[] value = raw.value();
                if (value == null) {
                    throw new PoisonException("the record has no value");
                }
                @Nullable T content = decoder.decode(raw.type(), value);
                if (content != null) {
                    readable.add(Decoded.of(raw, content));
                }
            } catch (RuntimeException e) { // whatever reading bytes from outside throws, the bytes stay the same
                deadLetters.put(raw, e);
            }
        }
        return readable;
    }

    private <T> void handle(List<Decoded<T>> batch, Function<List<Received<T>>, ? extends Mono<?>> handler) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            await(handler.apply(batch.stream().map(Decoded::received).toList()));
        } catch (RuntimeException e) {
            if (!Failures.isPoison(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                deadLetters.put(batch.getFirst().raw(), e);
            } else { // halves find one among thousands in a few steps
                int half = batch.size() / 2;
                handle(batch.subList(0, half), handler);
                handle(batch.subList(half, batch.size()), handler);
            }
        }
    }

    private void reported(RawRecord first, Runnable work) {
        try {
            work.run();
            reportEnd(first);
        } catch (RuntimeException e) {
            reportOnce(first, e);
            throw e;
        }
    }

    /** A delivery comes again for as long as a trouble lasts: one line for each trouble, not for each try. */
    private void reportOnce(RawRecord first, RuntimeException trouble) {
        String place = first.topic() + "-" + first.partition();
        String reason = trouble.toString();
        if (!reason.equals(troubles.put(place, reason))) {
            LOG.atWarn()
                    .addKeyValue("partition", place)
                    .addKeyValue("offset", first.offset())
                    .setCause(trouble)
                    .log("records not handled, delivered again until they are");
        }
    }

    private void reportEnd(RawRecord first) {
        String place = first.topic() + "-" + first.partition();
        if (troubles.remove(place) != null) {
            LOG.atInfo().addKeyValue("partition", place).log("records are handled again");
        }
    }

    /** Never cancels: a cancelled query can hang its connection. What is late goes on; the inbox makes it harmless. */
    private void await(Mono<?> work) {
        try {
            work.toFuture().get(handlingTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("not handled within " + handlingTimeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private record Decoded<T>(RawRecord raw, Received<T> received) {
        static <T> Decoded<T> of(RawRecord raw, T content) {
            return new Decoded<>(
                    raw,
                    new Received<>(content, raw.type(), raw.keyText(), raw.topic(), raw.partition(), raw.offset()));
        }
    }
}
