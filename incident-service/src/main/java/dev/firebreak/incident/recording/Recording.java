package dev.firebreak.incident.recording;

import dev.firebreak.eventlog.EventLogSettings;
import dev.firebreak.incident.api.UnavailableException;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/**
 * The signals as they came, out of their topic: one JSON object a line, oldest first. What no consumer could read is left
 * out. It is read as fast as it is taken.
 */
@Component
class Recording {
    private static final int CHUNK = 16 * 1024;
    private static final int LOOKED_AT = 2_000;

    private final EventLogSettings kafka;
    private final RecordingSettings settings;
    private final Semaphore places;

    Recording(EventLogSettings kafka, RecordingSettings settings) {
        this.kafka = kafka;
        this.settings = settings;
        this.places = new Semaphore(settings.exportsAtMost());
    }

    /** What there is between those times; fails with a {@code KafkaException} when the broker does not answer. */
    Mono<TopicSpan> span(Instant from, Instant to) {
        return Mono.fromCallable(() -> {
                    try (Consumer<byte[], byte[]> consumer = consumer()) {
                        return TopicSpan.find(consumer, Topic.ALERTS.topicName(), from, to);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Lines, some in each piece; pieces may be empty. */
    Flux<byte[]> lines(TopicSpan span, Predicate<Signal> wanted) {
        return Flux.defer(() -> {
            if (!places.tryAcquire()) {
                return Flux.error(new UnavailableException("others export alerts already; try again in a moment"));
            }
            return Flux.using(() -> places, _ -> read(span, wanted), Semaphore::release); // free before the end is told
        });
    }

    private Flux<byte[]> read(TopicSpan span, Predicate<Signal> wanted) {
        return Flux.<byte[], TopicReader>generate(
                        () -> new TopicReader(consumer(), span),
                        (reader, sink) -> next(reader, sink, wanted),
                        TopicReader::close)
                .subscribeOn(Schedulers.boundedElastic())
                .cancelOn(Schedulers.boundedElastic())
                .timeout(settings.stalledAfter());
    }

    private static TopicReader next(TopicReader reader, SynchronousSink<byte[]> sink, Predicate<Signal> wanted) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream(CHUNK + 1024);
        try {
            for (int looked = 0; looked < LOOKED_AT && piece.size() < CHUNK; looked++) {
                @Nullable ConsumerRecord<byte[], byte[]> record = reader.next();
                if (record == null) {
                    if (piece.size() > 0) {
                        break; // the end is told in answer to the next request
                    }
                    sink.complete();
                    return reader;
                }
                write(record.value(), wanted, piece);
            }
            sink.next(piece.toByteArray());
        } catch (InterruptException _) {
            var _ = Thread.interrupted(); // cancelled: nobody waits for more, and closing takes a clear flag
            sink.complete();
        }
        return reader;
    }

    private static void write(byte @Nullable [] value, Predicate<Signal> wanted, ByteArrayOutputStream to) {
        if (value == null) {
            return;
        }
        Signal signal;
        try {
            signal = Wire.read(value, Signal.class);
        } catch (JacksonException _) {
            return; // it is among the dead letters
        }
        if (wanted.test(signal)) {
            to.writeBytes(isOneLine(value) ? value : Wire.JSON.writeValueAsBytes(signal));
            to.write('\n');
        }
    }

    private static boolean isOneLine(byte[] value) {
        for (byte each : value) {
            if (each == '\n' || each == '\r') {
                return false;
            }
        }
        return true;
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "client.id",
                        "incident-service-recording",
                        "enable.auto.commit",
                        false,
                        "allow.auto.create.topics",
                        false,
                        "auto.offset.reset",
                        "earliest", // deleted while it was read: goes on with what is left
                        "max.partition.fetch.bytes",
                        256 * 1024,
                        "fetch.max.bytes",
                        1024 * 1024,
                        "default.api.timeout.ms",
                        10_000,
                        "request.timeout.ms",
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
