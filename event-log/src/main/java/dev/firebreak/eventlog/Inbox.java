package dev.firebreak.eventlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Remembers what was taken in, so that a repeat changes nothing. Use it inside the transaction of the change. */
public final class Inbox {
    private static final int LONGEST_KEY = 500;
    private static final int FORGET_AT_ONCE = 10_000;

    private final DatabaseClient database;

    public Inbox(DatabaseClient database) {
        this.database = database;
    }

    /** True when the consumer never took this key in; false on a repeat. */
    public Mono<Boolean> firstTime(String consumer, String key) {
        return newOnes(consumer, Set.of(key)).map(found -> !found.isEmpty());
    }

    /** Those of the keys that the consumer never took in. Waits for a concurrent transaction with one of them. */
    public Mono<Set<String>> newOnes(String consumer, Collection<String> keys) {
        Map<String, String> byStored = new LinkedHashMap<>();
        keys.forEach(key -> byStored.put(stored(key), key));
        // Sorted, so that two batches with the same keys cannot wait for each other.
        return database.sql("""
                        insert into inbox (consumer, message_key)
                        select :consumer, message_key from unnest(:keys) as message_key order by message_key
                        on conflict do nothing returning message_key
                        """)
                .bind("consumer", consumer)
                .bind("keys", byStored.keySet().toArray(String[]::new))
                .map(row -> byStored.getOrDefault(Rows.required(row, "message_key", String.class), ""))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Deletes older entries; answers how many. */
    Mono<Long> forgetOlderThan(Duration age) {
        return forgetSome(age)
                .expand(deleted -> deleted == FORGET_AT_ONCE ? forgetSome(age) : Mono.empty())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> forgetSome(Duration age) {
        return database.sql("""
                        delete from inbox where (consumer, message_key) in (
                            select consumer, message_key from inbox
                            where received_at < statement_timestamp() - make_interval(secs => :seconds)
                            limit :limit)
                        """)
                .bind("seconds", (double) age.toSeconds())
                .bind("limit", FORGET_AT_ONCE)
                .fetch()
                .rowsUpdated();
    }

    /** A key comes from outside: a very long one does not fit the index, and text here cannot hold a zero character. */
    private static String stored(String key) {
        if (key.length() <= LONGEST_KEY && key.indexOf('\0') < 0) {
            return key;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
