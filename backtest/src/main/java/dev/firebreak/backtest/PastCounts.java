package dev.firebreak.backtest;

import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.incident.threshold.Bucket;
import dev.firebreak.incident.threshold.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The counters of thresholds. */
final class PastCounts {
    /** As long as an alert may come late and its window reaches back. */
    private static final Duration KEPT_FOR = Duration.ofHours(49);

    private final Map<String, NavigableMap<Instant, Bucket>> counters = new HashMap<>();

    Progress count(String counter, AlertThreshold threshold, Duration within, Bucket bucket) {
        NavigableMap<Instant, Bucket> buckets = counters.computeIfAbsent(counter, _ -> new TreeMap<>());
        buckets.merge(
                bucket.at(),
                bucket,
                (one, other) -> new Bucket(one.at(), one.bad() + other.bad(), one.good() + other.good()));
        buckets.headMap(bucket.at().minus(KEPT_FOR)).clear();
        return Progress.towards(
                threshold,
                List.copyOf(buckets.subMap(
                                bucket.at().minus(within), true, bucket.at().plus(within), true)
                        .values()),
                bucket.at());
    }

    /** They made an incident: the next one begins from nothing. */
    void forget(String counter) {
        counters.remove(counter);
    }
}
