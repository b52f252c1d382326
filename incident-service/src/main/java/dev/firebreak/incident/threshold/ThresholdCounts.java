package dev.firebreak.incident.threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counters in PostgreSQL, one for each runbook and correlation group. Whoever counts holds the counter until the end of
 * the transaction, so of two instances the second sees what the first counted. See decision 0018.
 */
@Component
public class ThresholdCounts {
    /** Longer than the longest window and what may come late. */
    public static final Duration KEPT_FOR = Duration.ofHours(49);

    private final DatabaseClient database;

    ThresholdCounts(DatabaseClient database) {
        this.database = database;
    }

    /** Counts these; answers all there are around them, oldest first: one window before the first to one after the last. */
    public Mono<List<Bucket>> count(String counter, Collection<Bucket> alerts, Duration within) {
        SortedMap<Instant, Bucket> byTime = new TreeMap<>();
        alerts.forEach(each -> byTime.merge(each.at(), each, Bucket::plus));
        return add(counter, byTime)
                .then(Mono.defer(() -> read(
                        counter,
                        byTime.firstKey().minus(within),
                        byTime.lastKey().plus(within))));
    }

    private Mono<Void> add(String counter, Map<Instant, Bucket> buckets) {
        return database.sql("""
                        with held as materialized (select pg_advisory_xact_lock(hashtextextended(:counter, 0)))
                        insert into threshold_count (counter, at, bad, good)
                        select :counter, b.at, b.bad, b.good
                        from held, unnest(:times, :bad, :good) as b (at, bad, good)
                        on conflict (counter, at) do update
                        set bad = threshold_count.bad + excluded.bad, good = threshold_count.good + excluded.good""")
                .bind("counter", counter)
                .bind("times", buckets.keySet().toArray(Instant[]::new))
                .bind("bad", buckets.values().stream().map(Bucket::bad).toArray(Integer[]::new))
                .bind("good", buckets.values().stream().map(Bucket::good).toArray(Integer[]::new))
                .then();
    }

    private Mono<List<Bucket>> read(String counter, Instant from, Instant to) {
        return database.sql("select at, bad, good from threshold_count"
                        + " where counter = :counter and at between :from and :to order by at")
                .bind("counter", counter)
                .bind("from", from)
                .bind("to", to)
                .map(row -> new Bucket(
                        Objects.requireNonNull(row.get("at", Instant.class)),
                        Objects.requireNonNull(row.get("bad", Integer.class)),
                        Objects.requireNonNull(row.get("good", Integer.class))))
                .all()
                .collectList();
    }

    /** They made an incident: the next one begins from nothing. */
    public Mono<Void> forget(Collection<String> counters) {
        return counters.isEmpty()
                ? Mono.empty()
                : database.sql("delete from threshold_count where counter = any(:counters)")
                        .bind("counters", counters.toArray(String[]::new))
                        .then();
    }

    public Mono<Long> forgetOlderThan(Duration age) {
        return database.sql("delete from threshold_count"
                        + " where at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) age.toSeconds())
                .fetch()
                .rowsUpdated();
    }
}
