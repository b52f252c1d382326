package dev.firebreak.benchmarks;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Times in order; the p99 of 500 is the 495th. */
record Percentiles(List<Duration> sorted) {
    static Percentiles of(Collection<Duration> times) {
        return new Percentiles(times.stream().sorted().toList());
    }

    Duration at(double share) {
        if (sorted.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }

    int count() {
        return sorted.size();
    }

    /** For people; says so when nothing was measured. */
    String text(double share) {
        return sorted.isEmpty() ? "none" : text(at(share));
    }

    private static String text(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
