package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures as a Markdown table, and its place in the README. */
final class Report {
    private static final String BEGIN = "<!-- figures: written by benchmarks/run --write -->";
    private static final String END = "<!-- end of figures -->";

    private final List<String> lines = new ArrayList<>();

    Report(String command) {
        lines.add("`" + command + "` on " + machine());
        lines.add("");
        lines.add("| | p50 | p99 | max |");
        lines.add("|---|---|---|---|");
    }

    Report times(String what, Percentiles times) {
        lines.add("| " + what + " | " + times.row() + " |");
        return this;
    }

    Report facts() {
        lines.add("");
        lines.add("| | |");
        lines.add("|---|---|");
        return this;
    }

    Report fact(String what, String value) {
        lines.add("| " + what + " | " + value + " |");
        return this;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Between the two marks; what else is in the file stays. */
    void writeInto(Path readme) throws IOException {
        String before = Files.readString(readme);
        int begin = before.indexOf(BEGIN);
        int end = before.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(readme + " has no place for the figures");
        }
        Files.writeString(readme, before.substring(0, begin) + BEGIN + "\n" + text() + before.substring(end));
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", JDK " + Runtime.version().feature();
    }
}
