package dev.firebreak.sandbox.shop;

import dev.firebreak.sandbox.vercel.Project;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** One shop: what its hosts answer follows from its deployment, its breaker and its cache. Thread-safe. */
final class Shop {
    private static final int MOST_ANSWERS = 1_000;

    /** An answer that a test ordered for a path. */
    record Canned(int status, String body) {}

    private final Project project;
    private final WordCache cache;
    private final ShopBreaker breaker = new ShopBreaker();
    private final Map<String, Canned> answers = new ConcurrentHashMap<>();
    /** Those two from the start: a rate needs a count before the first error. */
    private final Map<Integer, Long> requests = new TreeMap<>(Map.of(200, 0L, 500, 0L));

    private volatile boolean readsCache;
    private volatile String indicator = "none";
    private volatile int queueDepth = 3;

    Shop(Project project, WordCache cache) {
        this.project = project;
        this.cache = cache;
    }

    Project project() {
        return project;
    }

    ShopBreaker breaker() {
        return breaker;
    }

    WordCache cache() {
        return cache;
    }

    /** From its first filling on the shop cannot do without the cache. */
    void useCache() {
        readsCache = true;
    }

    boolean isCacheReadable() {
        if (!readsCache) {
            return true;
        }
        try {
            return cache.read(1).isPresent();
        } catch (WordCache.CorruptCache e) {
            return false;
        }
    }

    boolean isHealthy() {
        return !project.live().bad() && isCacheReadable();
    }

    /** Page and API fail alike when the build is bad. */
    ResponseEntity<Object> counted(HttpStatus status, Object body) {
        synchronized (requests) {
            requests.merge(status.value(), 1L, Long::sum);
        }
        return ResponseEntity.status(status).body(body);
    }

    Map<Integer, Long> requests() {
        synchronized (requests) {
            return new TreeMap<>(requests);
        }
    }

    Optional<Canned> canned(String method, String path) {
        return Optional.ofNullable(answers.get(method + ' ' + path));
    }

    void answer(String method, String path, Canned canned) {
        if (answers.size() >= MOST_ANSWERS) {
            answers.clear();
        }
        answers.put(method + ' ' + path, canned);
    }

    String indicator() {
        return indicator;
    }

    void indicate(String newIndicator) {
        indicator = newIndicator;
    }

    int queueDepth() {
        return queueDepth;
    }

    void queue(int depth) {
        queueDepth = depth;
    }

    void recover() {
        project.recover();
        breaker.breakUpstream(false);
        breaker.breaker().transitionToClosedState();
        cache.flush();
        answers.clear();
        indicator = "none";
    }
}
