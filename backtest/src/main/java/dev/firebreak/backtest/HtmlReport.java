package dev.firebreak.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A comparison as one page without anything from elsewhere, with a picture of when pages and incidents came. */
public final class HtmlReport {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 120;
    private static final int COLUMNS = 120;

    private HtmlReport() {}

    public static String of(Comparison comparison) {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Backtest</title>
                <style>
                body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; color: #1c2024; background: #fff }
                table { border-collapse: collapse } td, th { padding: .2rem 1rem .2rem 0; text-align: right }
                td:first-child, th:first-child { text-align: left } .before { fill: #8b98a5 } .after { fill: #d9480f }
                svg { width: 100%; height: auto } text { font-size: 11px; fill: #57606a }
                </style></head><body>
                <h1>Backtest</h1>
                """);
        html.append("<p>")
                .append(escaped(Reports.headline(comparison)))
                .append("<br>")
                .append(escaped(Reports.assumptions(comparison)))
                .append("</p>\n");
        table(html, comparison);
        picture(
                html,
                "Pages",
                comparison,
                comparison.baseline().pagesByHour(),
                comparison.candidate().pagesByHour());
        picture(
                html,
                "Incidents opened",
                comparison,
                comparison.baseline().openedByHour(),
                comparison.candidate().openedByHour());
        list(
                html,
                "Actions",
                Reports.changes(
                        comparison.baseline().actions(), comparison.candidate().actions()));
        list(
                html,
                "Refusals",
                Reports.changes(
                        comparison.baseline().refusals(), comparison.candidate().refusals()));
        list(html, "Incidents that differ", Reports.differences(comparison));
        return html.append("</body></html>\n").toString();
    }

    private static void table(StringBuilder html, Comparison comparison) {
        html.append("<table><tr><th></th><th>baseline</th><th>candidate</th><th>change</th></tr>\n");
        comparison
                .figures()
                .forEach((word, pair) -> html.append(String.format(
                        Locale.ROOT,
                        "<tr><td>%s</td><td>%d</td><td>%d</td><td>%+d</td></tr>\n",
                        word,
                        pair.baseline(),
                        pair.candidate(),
                        pair.change())));
        html.append("</table>\n");
    }

    private static void list(StringBuilder html, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<h2>").append(title).append("</h2>\n<ul>\n");
            lines.forEach(
                    line -> html.append("<li>").append(escaped(line.strip())).append("</li>\n"));
            html.append("</ul>\n");
        }
    }

    /** The candidate's bars grow upwards, the baseline's downwards. */
    private static void picture(
            StringBuilder html,
            String title,
            Comparison comparison,
            SortedMap<Instant, Long> baseline,
            SortedMap<Instant, Long> candidate) {
        @Nullable Instant from = comparison.from();
        @Nullable Instant to = comparison.to();
        if (from == null || to == null) {
            return;
        }
        long[] before = columns(baseline, from, to);
        long[] after = columns(candidate, from, to);
        long most = 1;
        for (int i = 0; i < COLUMNS; i++) {
            most = Math.max(most, Math.max(before[i], after[i]));
        }
        html.append("<h2>")
                .append(title)
                .append("</h2>\n")
                .append(String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s over time: candidate above, baseline below; at most %d in a bar\">\n",
                        WIDTH,
                        2 * HEIGHT + 20,
                        title,
                        most));
        for (int i = 0; i < COLUMNS; i++) {
            bar(html, "after", i, after[i], most, true);
            bar(html, "before", i, before[i], most, false);
        }
        html.append(String.format(
                Locale.ROOT,
                "<text x=\"0\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n</svg>\n",
                2 * HEIGHT + 15,
                from,
                WIDTH,
                2 * HEIGHT + 15,
                to));
        html.append("<p>Above: candidate. Below: baseline. The highest bar is ")
                .append(most)
                .append(".</p>\n");
    }

    private static void bar(StringBuilder html, String side, int column, long count, long most, boolean isUp) {
        if (count > 0) {
            long height = Math.max(1, Math.round((double) count / most * HEIGHT));
            html.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%d</title></rect>\n",
                    side,
                    column * WIDTH / COLUMNS,
                    isUp ? HEIGHT - height : HEIGHT,
                    WIDTH / COLUMNS - 1,
                    height,
                    count));
        }
    }

    private static long[] columns(SortedMap<Instant, Long> byHour, Instant from, Instant to) {
        long[] columns = new long[COLUMNS];
        double span = Math.max(1, Duration.between(from, to).toMillis());
        byHour.forEach((hour, count) -> {
            double at = Math.max(0, Duration.between(from, hour).toMillis()) / span;
            columns[(int) Math.min(COLUMNS - 1, Math.floor(at * COLUMNS))] += count;
        });
        return columns;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
