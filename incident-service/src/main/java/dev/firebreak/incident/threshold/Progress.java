package dev.firebreak.incident.threshold;

import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * How far alerts have come towards a threshold. The order in which they arrived makes no difference: windows are laid
 * over the times that the alerts carry.
 *
 * @param words the figures, such as {@code 3 of 101 within 5m}
 */
public record Progress(boolean isReached, String words) {

    /**
     * @param buckets all there are from one window before {@code since} to one window after the newest alert, oldest
     *     first
     * @param since the oldest alert that is new
     */
    public static Progress towards(AlertThreshold threshold, List<Bucket> buckets, Instant since) {
        return switch (threshold) {
            case AlertThreshold.Count it -> {
                int most = fullest(buckets, it.within(), false);
                yield new Progress(
                        most >= it.count(), most + " of " + it.count() + " within " + Durations.format(it.within()));
            }
            case AlertThreshold.Consecutive it -> {
                int most = fullest(buckets, it.within(), true);
                yield new Progress(
                        most >= it.count(),
                        most + " of " + it.count() + " in a row within " + Durations.format(it.within()));
            }
            case AlertThreshold.Ratio it -> ratio(it, buckets, since);
            case AlertThreshold.Lasting _ -> throw new IllegalArgumentException("a time is not counted");
        };
    }

    /** Most bad ones in any window. A good one ends a row, also a bad one's of the same moment, which begins the next. */
    private static int fullest(List<Bucket> buckets, Duration within, boolean endedByGood) {
        Deque<Bucket> window = new ArrayDeque<>();
        int inWindow = 0;
        int most = 0;
        for (Bucket bucket : buckets) {
            if (endedByGood && bucket.good() > 0) {
                window.clear();
                inWindow = 0;
            }
            window.addLast(bucket);
            inWindow += bucket.bad();
            while (window.getFirst().at().isBefore(bucket.at().minus(within))) {
                inWindow -= window.removeFirst().bad();
            }
            most = Math.max(most, inWindow);
        }
        return most;
    }

    /** Judged in the windows that end with a bad one; those that began before {@code since} are known whole. */
    private static Progress ratio(AlertThreshold.Ratio ratio, List<Bucket> buckets, Instant since) {
        Deque<Bucket> window = new ArrayDeque<>();
        long bad = 0;
        long all = 0;
        long worstBad = 0;
        long worstAll = 0;
        boolean isReached = false;
        for (Bucket bucket : buckets) {
            window.addLast(bucket);
            bad += bucket.bad();
            all += bucket.bad() + bucket.good();
            while (window.getFirst().at().isBefore(bucket.at().minus(ratio.within()))) {
                Bucket gone = window.removeFirst();
                bad -= gone.bad();
                all -= gone.bad() + gone.good();
            }
            boolean counts = bucket.bad() > 0 && !bucket.at().isBefore(since);
            boolean isMore = counts && all >= ratio.least() && bad > ratio.above() * all;
            boolean isWorse = isMore == isReached ? bad * worstAll >= worstBad * all : isMore;
            if (counts && isWorse) {
                worstBad = bad;
                worstAll = all;
            }
            isReached |= isMore;
        }
        return new Progress(
                isReached,
                worstBad + " of " + worstAll + " (" + percent(worstAll == 0 ? 0 : (double) worstBad / worstAll)
                        + ") within " + Durations.format(ratio.within()) + ", more than " + percent(ratio.above())
                        + " of at least " + ratio.least() + " needed");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100).replace(".0 ", " ");
    }
}
