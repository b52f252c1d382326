package dev.firebreak.incident.console;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Reads once for all who ask at the same time. A reading that is under way when somebody asks may be from before what made
 * them ask, so they get the next one, together with all who came meanwhile: each answer is read after its question.
 */
final class Together<K, V> {
    private static final class UnderWay<V> {
        private Sinks.@Nullable One<V> next;
    }

    /** Longer than the database lets a statement take: then the answer was lost, and nobody else may wait behind it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Function<K, Mono<V>> reading;
    private final Duration patience;
    private final Map<K, UnderWay<V>> underWay = new HashMap<>();

    Together(Function<K, Mono<V>> reading) {
        this(reading, PATIENCE);
    }

    /** @param patience after which a reading has failed */
    Together(Function<K, Mono<V>> reading, Duration patience) {
        this.reading = reading;
        this.patience = patience;
    }

    /** Each who asks goes on by themselves, not one after the other where the answer came in. */
    Mono<V> read(K key) {
        return Mono.defer(() -> join(key)).publishOn(Schedulers.parallel());
    }

    private Mono<V> join(K key) {
        Sinks.One<V> answer = Sinks.one();
        synchronized (underWay) {
            @Nullable UnderWay<V> present = underWay.get(key);
            if (present != null) {
                if (present.next == null) {
                    present.next = answer;
                }
                return present.next.asMono();
            }
            underWay.put(key, new UnderWay<>());
        }
        start(key, answer);
        return answer.asMono();
    }

    /** It is read to its end even if nobody waits for it any more: somebody may have joined. */
    private void start(K key, Sinks.One<V> answer) {
        var _ = Mono.defer(() -> reading.apply(key))
                .timeout(patience, Mono.error(() -> new QueryTimeoutException("no answer within " + patience)))
                .doFinally(_ -> goOn(key))
                .subscribe(answer::tryEmitValue, answer::tryEmitError, answer::tryEmitEmpty);
    }

    private void goOn(K key) {
        Sinks.One<V> next;
        synchronized (underWay) {
            next = Objects.requireNonNull(underWay.get(key)).next;
            if (next == null) {
                underWay.remove(key);
                return;
            }
            underWay.put(key, new UnderWay<>());
        }
        start(key, next);
    }
}
