package dev.firebreak.incident.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What was read is told again for as long as the database is in the state in which it was read; then it is read anew,
 * together for all who ask. A page that many look at, or that one renews, costs no more than the question for that state.
 */
final class Remembered<K, V> {
    private static final int KEPT = 16;

    private record Known<V>(String state, V value) {}

    private final Together<K, Known<V>> readings;
    private final Map<K, Known<V>> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Known<V>> eldest) {
            return size() > KEPT;
        }
    };

    Remembered(DatabaseState database, Function<K, Mono<V>> reading) {
        // The state first: what is read afterwards may be newer, and then the next one who asks finds another state.
        this.readings = new Together<>(key -> database.now()
                .flatMap(state -> reading.apply(key).map(value -> new Known<>(state, value)))
                .doOnNext(found -> remember(key, found)));
    }

    /** @param state of the database since the question came */
    Mono<V> read(K key, String state) {
        return Mono.defer(() -> find(key)
                .filter(found -> found.state().equals(state))
                .map(Mono::just)
                .orElseGet(() -> readings.read(key))
                .map(Known::value));
    }

    private Optional<Known<V>> find(K key) {
        synchronized (known) {
            @Nullable Known<V> found = known.get(key);
            return Optional.ofNullable(found);
        }
    }

    private void remember(K key, Known<V> found) {
        synchronized (known) {
            known.put(key, found);
        }
    }
}
