package dev.firebreak.incident.console;

import dev.firebreak.incident.api.DeploymentView;
import dev.firebreak.incident.timeline.Timeline;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts as bars on the time axis of what was done: in the units of a drawing that is {@value #WIDTH} wide and
 * {@value #HEIGHT} high.
 *
 * @param width of one bar's time
 * @param most alerts in one bar
 */
record Chart(Instant from, Instant to, Duration width, int most, List<Bar> bars, List<Mark> marks) {
    static final int WIDTH = 800;
    static final int HEIGHT = 130;
    private static final Duration BEFORE = Duration.ofMinutes(20); // a deployment that did it is usually there
    private static final int FLOOR = 104;
    private static final int TOP = 14;
    private static final int BARS_AT_MOST = 120;

    /** @param words what a pointer that rests on it is told */
    record Bar(double x, double y, double width, double height, String words) {}

    /** @param kind {@code deployment}, {@code action}, {@code acknowledged} or {@code resolved} */
    record Mark(double x, String kind, Instant at, String words) {}

    Chart {
        bars = List.copyOf(bars);
        marks = List.copyOf(marks);
    }

    /** @param now the end while it is open */
    static Chart of(Instant opened, Instant now, List<Timeline.Item> log, List<DeploymentView> deployments) {
        Instant end = log.isEmpty() ? now : later(now, log.getLast().at());
        Instant from = opened.minus(BEFORE);
        Duration whole =
                Duration.between(from, end.plus(Duration.between(from, end).dividedBy(10)));
        Duration width = barWidth(whole);
        Map<Long, Integer> counts = new TreeMap<>();
        List<Mark> marks = new ArrayList<>();
        for (Timeline.Item item : log) {
            int alerts = alerts(item.event());
            if (alerts > 0) {
                counts.merge(Duration.between(from, item.at()).dividedBy(width), alerts, Integer::sum);
            }
            addMark(marks, item, from, whole);
        }
        for (DeploymentView each : deployments) {
            if (each.liveAt().isAfter(from) && each.liveAt().isBefore(end)) {
                String what = each.byRollback() ? "rolled back to " : "deployed ";
                marks.add(new Mark(
                        x(each.liveAt(), from, whole),
                        "deployment",
                        each.liveAt(),
                        what + each.deployment().id()));
            }
        }
        int most = counts.values().stream().max(Integer::compare).orElse(1);
        double one = WIDTH * ratio(width, whole);
        List<Bar> bars = counts.entrySet().stream()
                .map(bar -> bar(bar.getKey(), bar.getValue(), most, one))
                .toList();
        return new Chart(from, from.plus(whole), width, most, bars, marks);
    }

    private static Bar bar(long place, int count, int most, double one) {
        double height = (double) (FLOOR - TOP) * count / most;
        return new Bar(
                place * one, FLOOR - height, Math.max(2, one - 1), height, count + (count == 1 ? " alert" : " alerts"));
    }

    private static void addMark(List<Mark> marks, Timeline.Item item, Instant from, Duration whole) {
        double x = x(item.at(), from, whole);
        switch (item.event()) {
            case IncidentEvent.Acknowledged _ -> marks.add(new Mark(x, "acknowledged", item.at(), item.text()));
            case IncidentEvent.Resolved _ -> marks.add(new Mark(x, "resolved", item.at(), item.text()));
            case IncidentEvent.RemediationProgressed progress
            when progress.kind().contains("actionDispatched") ->
                marks.add(new Mark(x, "action", item.at(), item.text()));
            default -> {} // not a mark
        }
    }

    private static int alerts(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened _ -> 1;
            case IncidentEvent.AlertsAdded added -> added.count();
            default -> 0; // nothing to count
        };
    }

    /** Whole minutes, as few as the drawing has room for. */
    private static Duration barWidth(Duration whole) {
        return Duration.ofMinutes(Math.max(1, (whole.toMinutes() + BARS_AT_MOST) / BARS_AT_MOST));
    }

    private static double x(Instant at, Instant from, Duration whole) {
        return WIDTH * ratio(Duration.between(from, at), whole);
    }

    private static double ratio(Duration part, Duration whole) {
        return (double) part.toMillis() / whole.toMillis();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
