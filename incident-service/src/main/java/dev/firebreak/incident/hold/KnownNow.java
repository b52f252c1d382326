package dev.firebreak.incident.hold;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Something in the database that all alerts are held against, kept in memory: read every now and then by a clock, and
 * by an alert only when the clock has not come round for long.
 */
public final class KnownNow<T> {
    private static final Duration OLD = Duration.ofSeconds(5);

    private record Read<T>(T value, Instant at) {}

    private final Mono<T> read;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Read<T>> newest = new AtomicReference<>();

    public KnownNow(Mono<T> read, InstantSource clock) {
        this.read = read;
        this.clock = clock;
    }

    public Mono<T> get() {
        @Nullable Read<T> current = newest.get();
        return current == null || current.at().plus(OLD).isBefore(clock.instant())
                ? look()
                : Mono.just(current.value());
    }

    private static <T> @Nullable Read<T> later(@Nullable Read<T> one, @Nullable Read<T> other) {
        return one != null && other != null && one.at().isAfter(other.at()) ? one : other;
    }

    public Mono<Void> refresh() {
        return look().then();
    }

    private Mono<T> look() {
        return Mono.defer(() -> {
            Instant at = clock.instant(); // before it is read: what is written in between is not missed for longer
            return read.doOnNext(value -> newest.accumulateAndGet(new Read<>(value, at), KnownNow::later));
        });
    }
}
