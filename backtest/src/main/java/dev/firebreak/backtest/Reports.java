package dev.firebreak.backtest;

import dev.firebreak.model.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A comparison for people and programs. */
public final class Reports {
    private static final int SHOWN = 20;

    private Reports() {}

    public static String json(Comparison comparison) {
        return Wire.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(comparison) + "\n";
    }

    public static String text(Comparison comparison) {
        List<String> lines = new ArrayList<>(List.of(headline(comparison), assumptions(comparison), ""));
        lines.add(String.format(Locale.ROOT, "%-14s%12s%12s%10s", "", "baseline", "candidate", "change"));
        comparison
                .figures()
                .forEach((word, pair) -> lines.add(String.format(
                        Locale.ROOT, "%-14s%12d%12d%+10d", word, pair.baseline(), pair.candidate(), pair.change())));
        section(
                lines,
                "",
                "actions",
                changes(comparison.baseline().actions(), comparison.candidate().actions()));
        section(
                lines,
                "",
                "refusals",
                changes(comparison.baseline().refusals(), comparison.candidate().refusals()));
        section(lines, "", "incidents that differ", differences(comparison));
        return String.join("\n", lines) + "\n";
    }

    public static String markdown(Comparison comparison) {
        List<String> lines = new ArrayList<>(List.of(
                "### Backtest",
                "",
                escaped(headline(comparison)),
                escaped(assumptions(comparison)),
                "",
                "| | baseline | candidate | change |",
                "|---|---:|---:|---:|"));
        comparison
                .figures()
                .forEach((word, pair) -> lines.add(String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %+d |",
                        word,
                        pair.baseline(),
                        pair.candidate(),
                        pair.change())));
        section(
                lines,
                "#### ",
                "actions",
                listed(changes(
                        comparison.baseline().actions(), comparison.candidate().actions())));
        section(
                lines,
                "#### ",
                "refusals",
                listed(changes(
                        comparison.baseline().refusals(), comparison.candidate().refusals())));
        section(lines, "#### ", "incidents that differ", listed(differences(comparison)));
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String mark, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(mark + title);
            if (!mark.isEmpty()) {
                lines.add("");
            }
            lines.addAll(content);
        }
    }

    private static List<String> listed(List<String> lines) {
        return lines.stream().map(line -> "- " + escaped(line.strip())).toList();
    }

    /** Titles come from outside: none may be markup. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~@-])", "\\\\$1");
    }

    static String headline(Comparison comparison) {
        String span = comparison.from() == null ? "" : ", " + comparison.from() + " to " + comparison.to();
        String against = comparison.hasBaseline()
                ? "candidate " + version(comparison.candidate()) + " against baseline " + version(comparison.baseline())
                : "candidate " + version(comparison.candidate()) + ", no baseline";
        return comparison.signals() + " recorded signals" + span + "; " + against + ".";
    }

    static String assumptions(Comparison comparison) {
        return "Taken for granted: "
                + comparison.assumptions().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static String version(Outcome outcome) {
        return outcome.catalogVersion()
                .substring(0, Math.min(12, outcome.catalogVersion().length()));
    }

    /** Each count that there is, and how it changes. */
    static List<String> changes(SortedMap<String, Long> baseline, SortedMap<String, Long> candidate) {
        TreeSet<String> words = new TreeSet<>(baseline.keySet());
        words.addAll(candidate.keySet());
        return words.stream()
                .map(word -> {
                    long before = baseline.getOrDefault(word, 0L);
                    long after = candidate.getOrDefault(word, 0L);
                    return String.format(Locale.ROOT, "%+7d  %s (%d, was %d)", after - before, word, after, before);
                })
                .toList();
    }

    static List<String> differences(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        if (!comparison.hasBaseline()) {
            return lines;
        }
        for (Difference each : comparison
                .differences()
                .subList(0, Math.min(SHOWN, comparison.differences().size()))) {
            lines.add("  " + each.kind().word() + ": " + words(each));
        }
        long all =
                comparison.counts().values().stream().mapToLong(Long::longValue).sum();
        if (all > lines.size()) {
            lines.add("  and " + (all - lines.size()) + " more");
        }
        return lines;
    }

    private static String words(Difference difference) {
        return switch (difference.kind()) {
            case OPENED -> words(difference.candidate());
            case MISSED -> words(difference.baseline());
            case MERGED, SPLIT, RELEVELLED -> words(difference.baseline()) + " became " + words(difference.candidate());
        };
    }

    private static String words(List<Brief> briefs) {
        return briefs.stream()
                .limit(3)
                .map(it -> "#" + it.number() + " " + it.level() + " " + it.title() + " (" + it.correlationKey() + ", "
                        + it.openedAt() + ", " + it.alerts() + " alerts)")
                .collect(
                        Collectors.joining(", ", "", briefs.size() > 3 ? " and " + (briefs.size() - 3) + " more" : ""));
    }
}
