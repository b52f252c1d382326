package dev.firebreak.backtest;

import dev.firebreak.backtest.Difference.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate catalogue would have done otherwise than a baseline over the same recording.
 *
 * @param from when the first signal was heard; null when there was none, as {@code to}
 * @param assumptions in words, what the recording could not tell
 * @param baseline all zero when there is none
 * @param counts of the differences, by kind
 * @param differences the first {@value #KEPT} of them
 */
public record Comparison(
        long signals,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean hasBaseline,
        Map<String, String> assumptions,
        Outcome baseline,
        Outcome candidate,
        Map<String, Long> counts,
        List<Difference> differences) {
    static final int KEPT = 500;

    public Comparison {
        assumptions = new TreeMap<>(assumptions);
        counts = new TreeMap<>(counts);
        differences = List.copyOf(differences);
    }

    /** The figures that are compared, by the words that {@code --fail-on} knows them by: baseline and candidate. */
    public SequencedMap<String, Pair> figures() {
        SequencedMap<String, Pair> figures = new LinkedHashMap<>();
        figures.put("incidents", new Pair(baseline.incidents(), candidate.incidents()));
        figures.put("reopened", new Pair(baseline.reopened(), candidate.reopened()));
        figures.put("pages", new Pair(baseline.pages(), candidate.pages()));
        figures.put("messages", new Pair(baseline.messages(), candidate.messages()));
        figures.put("escalations", new Pair(baseline.escalations(), candidate.escalations()));
        figures.put("actions", new Pair(baseline.done(), candidate.done()));
        figures.put("asked", new Pair(baseline.asked(), candidate.asked()));
        figures.put("said", new Pair(baseline.said(), candidate.said()));
        figures.put("refused", new Pair(baseline.refused(), candidate.refused()));
        for (Kind kind : Kind.values()) {
            figures.put(kind.word(), new Pair(0, counts.getOrDefault(kind.word(), 0L)));
        }
        return figures;
    }

    public record Pair(long baseline, long candidate) {
        long change() {
            return candidate - baseline;
        }
    }
}
