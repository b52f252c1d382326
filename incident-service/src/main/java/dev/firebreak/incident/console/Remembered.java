package dev.firebreak.incident.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What was read is told again for as long as the database is in the state in which it was read, also to who asks while it
 * is being read; in another state it is read anew. A page that many look at, or that one renews, costs no more than the
 * question for that state.
 */
final class Remembered<K, V> {
    private static final int KEPT = 16;
    /** Longer than the database lets a statement take. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private record Known<V>(String state, CompletableFuture<V> value) {}

    private final Function<K, Mono<V>> reading;
    private final Map<K, Known<V>> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Known<V>> eldest) {
            return size() > KEPT;
        }
    };

    Remembered(Function<K, Mono<V>> reading) {
        this.reading = reading;
    }

    /**
     * Each who asks goes on by themselves, not one after the other where the answer came in.
     *
     * @param state of the database since the question came. What is read then may be newer, and whoever asks next finds
     *     another state
     */
    Mono<V> read(K key, String state) {
        return Mono.defer(() -> Mono.fromFuture(find(key, state), true)).publishOn(Schedulers.parallel());
    }

    private CompletableFuture<V> find(K key, String state) {
        synchronized (known) {
            @Nullable Known<V> last = known.get(key);
            if (last != null && last.state().equals(state) && !last.value().isCompletedExceptionally()) {
                return last.value();
            }
            Known<V> next = new Known<>(state, value(key));
            known.put(key, next);
            return next.value();
        }
    }

    /** It is read to its end even if nobody waits for it any more: somebody may have joined. */
    private CompletableFuture<V> value(K key) {
        return Mono.defer(() -> reading.apply(key))
                .timeout(PATIENCE, Mono.error(() -> new QueryTimeoutException("no answer within " + PATIENCE)))
                .toFuture();
    }
}
