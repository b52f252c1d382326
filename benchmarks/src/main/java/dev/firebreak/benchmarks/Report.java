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
    private static final String END = "<!-- end of figures -->";

    private final List<String> lines = new ArrayList<>();

    private Report() {}

    static Report of(String command, String... columns) {
        Report report = new Report();
        report.lines.add("`" + command + "` on " + machine());
        report.lines.add("");
        report.row("", columns);
        report.lines.add("|---".repeat(columns.length + 1) + "|");
        return report;
    }

    Report row(String what, String... values) {
        lines.add("| " + what + " | " + String.join(" | ", values) + " |");
        return this;
    }

    Report times(String what, Percentiles times) {
        return row(what, times.text(0.5), times.text(0.99), times.text(1));
    }

    Report facts() {
        lines.add("");
        lines.add("| | |");
        lines.add("|---|---|");
        return this;
    }

    Report fact(String what, String value) {
        return row(what, value);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /**
     * Between two marks; what else is in the file stays.
     *
     * @param place of several in the file, as its first mark names it
     */
    void writeInto(Path readme, String place) throws IOException {
        String begin = "<!-- figures: " + place + " -->";
        String before = Files.readString(readme);
        int from = before.indexOf(begin);
        int to = from < 0 ? -1 : before.indexOf(END, from);
        if (to < 0) {
            throw new IOException(readme + " has no place for the figures of " + place);
        }
        Files.writeString(readme, before.substring(0, from) + begin + "\n" + text() + before.substring(to));
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", JDK " + Runtime.version().feature();
    }
}
