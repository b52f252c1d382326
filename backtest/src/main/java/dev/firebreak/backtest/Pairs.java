package dev.firebreak.backtest;

import dev.firebreak.backtest.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which incident of one replay shares alerts with which of the other. */
final class Pairs {
    private final TreeMap<Long, SortedSet<Long>> ofBaseline = new TreeMap<>();
    private final TreeMap<Long, SortedSet<Long>> ofCandidate = new TreeMap<>();

    /** An alert went to these; 0 for none. */
    void add(long baseline, long candidate) {
        if (baseline != 0 && candidate != 0) {
            ofBaseline.computeIfAbsent(baseline, _ -> new TreeSet<>()).add(candidate);
            ofCandidate.computeIfAbsent(candidate, _ -> new TreeSet<>()).add(baseline);
        }
    }

    /** By kind, and within a kind by number. */
    List<Difference> differences(List<Tally.Line> baseline, List<Tally.Line> candidate) {
        List<Difference> all = new ArrayList<>();
        for (Tally.Line line : candidate) {
            if (!ofCandidate.containsKey(line.opened.number())) {
                all.add(new Difference(Kind.OPENED, List.of(), List.of(Brief.of(line))));
            }
        }
        for (Tally.Line line : baseline) {
            if (!ofBaseline.containsKey(line.opened.number())) {
                all.add(new Difference(Kind.MISSED, List.of(Brief.of(line)), List.of()));
            }
        }
        ofCandidate.forEach((number, others) -> {
            if (others.size() > 1) {
                all.add(new Difference(Kind.MERGED, briefs(baseline, others), List.of(brief(candidate, number))));
            }
        });
        ofBaseline.forEach((number, others) -> {
            if (others.size() > 1) {
                all.add(new Difference(Kind.SPLIT, List.of(brief(baseline, number)), briefs(candidate, others)));
            }
        });
        ofBaseline.forEach((number, others) -> {
            Brief before = brief(baseline, number);
            Brief after = brief(candidate, others.first());
            boolean isSame = others.size() == 1
                    && ofCandidate.getOrDefault(others.first(), new TreeSet<>()).size() == 1;
            if (isSame && !before.level().equals(after.level())) {
                all.add(new Difference(Kind.RELEVELLED, List.of(before), List.of(after)));
            }
        });
        return all;
    }

    private static List<Brief> briefs(List<Tally.Line> lines, SortedSet<Long> numbers) {
        return numbers.stream().map(number -> brief(lines, number)).toList();
    }

    private static Brief brief(List<Tally.Line> lines, long number) {
        return Brief.of(lines.get(Math.toIntExact(number - 1)));
    }
}
