package dev.firebreak.sandbox.shop;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Optional;

/**
 * Words that are read through Redis, {@code cache:words:n}, beside the sessions {@code session:n} of the people who
 * are signed in. A value that cannot be read is an error and not a miss: only deleting it helps.
 */
final class WordCache {
    static final int MOST = 10_000;

    private static final String WORDS = "cache:words:";
    private static final String SESSIONS = "session:";
    private static final String BROKEN = "\u0000\u0001 half a write";

    private final RedisCommands<String, String> redis;

    WordCache(RedisCommands<String, String> redis) {
        this.redis = redis;
    }

    /** The words that the database has. */
    private static Optional<String> load(int number) {
        return number < 1 || number > MOST
                ? Optional.empty()
                : Optional.of("{\"id\":%d,\"word\":\"word-%d\"}".formatted(number, number));
    }

    /** Empty when there is no such word. */
    Optional<String> read(int number) throws CorruptCache {
        String key = WORDS + number;
        String cached = redis.get(key);
        if (cached != null) {
            if (!cached.startsWith("{")) {
                throw new CorruptCache(key);
            }
            return Optional.of(cached);
        }
        Optional<String> loaded = load(number);
        loaded.ifPresent(word -> redis.set(key, word));
        return loaded;
    }

    void fill(int words, int sessions) {
        for (int number = 1; number <= Math.min(words, MOST); number++) {
            redis.set(WORDS + number, load(number).orElseThrow());
        }
        for (int number = 1; number <= Math.min(sessions, MOST); number++) {
            redis.set(SESSIONS + number, "{\"user\":%d}".formatted(number));
        }
    }

    void corrupt() {
        redis.set(WORDS + 1, BROKEN);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> page =
                    redis.scan(cursor, ScanArgs.Builder.matches(WORDS + "*").limit(500));
            page.getKeys().forEach(key -> redis.set(key, BROKEN));
            cursor = page;
        } while (!cursor.isFinished());
    }

    void flush() {
        redis.flushdb();
    }

    int words() {
        return count(WORDS);
    }

    int sessions() {
        return count(SESSIONS);
    }

    private int count(String prefix) {
        int count = 0;
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> page =
                    redis.scan(cursor, ScanArgs.Builder.matches(prefix + "*").limit(500));
            count += page.getKeys().size();
            cursor = page;
        } while (!cursor.isFinished());
        return count;
    }

    static final class CorruptCache extends Exception {
        CorruptCache(String key) {
            super("the value of %s cannot be read".formatted(key), null, false, false);
        }
    }
}
