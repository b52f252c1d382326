package dev.firebreak.backtest;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes recorded signals, oldest first, through one or two catalogues. The same input gives the same comparison. */
public final class Backtest {
    private final @Nullable Replay baseline;
    private final Replay candidate;
    private final Assumptions assumptions;
    private final Pairs pairs = new Pairs();
    private final PastDeliveries deliveries = new PastDeliveries();
    private long signals;
    private @Nullable Instant from;
    private @Nullable Instant to;

    /** @param baseline null to see what the candidate does by itself */
    public Backtest(@Nullable Catalog baseline, Catalog candidate, Assumptions assumptions) {
        this.baseline = baseline == null ? null : new Replay(baseline, assumptions, null);
        this.candidate = new Replay(candidate, assumptions, null);
        this.assumptions = assumptions;
    }

    /** A repeat of a delivery changes nothing. */
    public void take(Signal signal) {
        if (!deliveries.isNew(signal.deliveryKey(), signal.receivedAt())) {
            return;
        }
        signals++;
        from = from == null ? signal.receivedAt() : from;
        to = signal.receivedAt();
        long before = baseline == null ? 0 : baseline.take(signal);
        pairs.add(before, candidate.take(signal));
    }

    public Comparison compare() {
        List<Difference> all = pairs.differences(
                baseline == null ? List.of() : baseline.tally().lines(),
                candidate.tally().lines());
        Map<String, Long> counts = all.stream()
                .collect(Collectors.groupingBy(each -> each.kind().word(), TreeMap::new, Collectors.counting()));
        return new Comparison(
                signals,
                from,
                to,
                baseline != null,
                assumptions.words(),
                baseline == null ? Outcome.NOTHING : baseline.outcome(),
                candidate.outcome(),
                counts,
                all.subList(0, Math.min(all.size(), Comparison.KEPT)));
    }
}
