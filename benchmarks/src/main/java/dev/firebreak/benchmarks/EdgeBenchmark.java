package dev.firebreak.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Our edge and Alertmanager in turn, with the same bodies in Prometheus' own format on the same cores. Ours answers when
 * the broker, which runs on these cores too, has the alerts on disk; Alertmanager keeps them in memory.
 */
final class EdgeBenchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final int MANY = 64;
    private static final List<Load> LOADS =
            List.of(new Load(1, 32), new Load(1, 256), new Load(MANY, 32), new Load(MANY, 256));
    private static final List<Integer> DECADES = List.of(1_000, 10_000, 100_000, 1_000_000);

    private final EdgePlan plan;
    private final Http http;

    EdgeBenchmark(EdgePlan plan, Http http) {
        this.plan = plan;
        this.http = http;
    }

    private record Load(int alerts, int connections) {}

    Report measure(Path work, String command) throws IOException, InterruptedException, ExecutionException {
        Path addresses = work.resolve("addresses");
        try (Child _ = Edges.peers(work, addresses)) {
            Properties known = new Properties();
            try (Reader reader = Files.newBufferedReader(addresses)) {
                known.load(reader);
            }
            Edges.Edge ours = Edges.ours(work, known, http);
            try (Child _ = ours.process()) {
                Optional<Edges.Edge> other = Edges.alertmanager(work, known);
                try {
                    return measure(ours, other, command);
                } finally {
                    if (other.isPresent()) {
                        other.get().process().close();
                    }
                }
            }
        }
    }

    private Report measure(Edges.Edge ours, Optional<Edges.Edge> other, String command)
            throws IOException, InterruptedException, ExecutionException {
        Report report = Report.of(command, "accepted alerts/s", "p50", "p99", "p99.9", "refused", "RSS");
        warmUp(ours);
        ours.process().pause();
        if (other.isPresent()) {
            warmUp(other.get());
            other.get().process().pause();
        }
        List<String> ratios = new ArrayList<>();
        for (Load load : LOADS) {
            double mine = 0;
            double theirs = 0;
            for (int round = 1; round <= plan.rounds(); round++) {
                mine += row(report, ours, load, round);
                if (other.isPresent()) {
                    theirs += row(report, other.get(), load, round);
                }
            }
            if (other.isPresent()) {
                ratios.add(String.format(
                        Locale.ROOT,
                        "%d alert%s a body, %d connections: %.2f × Alertmanager",
                        load.alerts(),
                        load.alerts() == 1 ? "" : "s",
                        load.connections(),
                        mine / theirs));
            }
        }
        report.facts();
        if (other.isEmpty()) {
            report.fact("Alertmanager", "not installed here: no comparison");
        }
        ratios.forEach(ratio -> report.fact("ratio, all rounds", ratio));
        ours.process().goOn();
        grow(report, ours);
        return report;
    }

    private void warmUp(Edges.Edge edge) throws InterruptedException, ExecutionException {
        say(edge, "warming up");
        for (Load load : List.of(LOADS.getFirst(), LOADS.getLast())) {
            loop(edge, load).sendFor(WARM_UP, load.connections());
        }
    }

    private double row(Report report, Edges.Edge edge, Load load, int round)
            throws IOException, InterruptedException, ExecutionException {
        say(edge, load.alerts() + " alerts a body, " + load.connections() + " connections, round " + round);
        // The other one stands still: Alertmanager works on for seconds after it has answered.
        edge.process().goOn();
        ClosedLoop.Result result = loop(edge, load).sendFor(plan.length(), load.connections());
        edge.process().pause();
        double alerts = result.perSecond() * load.alerts();
        report.row(
                edge.name() + ", " + load.alerts() + " a body, " + load.connections() + " connections",
                String.format(Locale.ROOT, "%.0f", alerts),
                result.answer().text(0.5),
                result.answer().text(0.99),
                result.answer().text(0.999),
                Integer.toString(result.refused()),
                edge.process().residentMegabytes() + " MB");
        return alerts;
    }

    /** What an alert costs, and what stays in memory, as there are more and more. */
    private void grow(Report report, Edges.Edge ours) throws IOException, InterruptedException, ExecutionException {
        Load load = new Load(MANY, 32);
        for (int alerts : DECADES) {
            say(ours, alerts + " alerts");
            Duration before = ours.process().processorTime();
            ClosedLoop.Result result = loop(ours, load).sendSoMany(alerts / MANY, load.connections());
            Duration spent = ours.process().processorTime().minus(before);
            report.fact(
                    String.format(Locale.ROOT, "%,d alerts", alerts),
                    String.format(
                            Locale.ROOT,
                            "%.0f µs of processor time each, RSS %d MB, %d refused",
                            spent.toNanos() / 1e3 / alerts,
                            ours.process().residentMegabytes(),
                            result.refused()));
        }
    }

    private static ClosedLoop loop(Edges.Edge edge, Load load) {
        return new ClosedLoop(edge.port(), () -> Body.post("/api/v2/alerts", Edges.TOKEN, alerts(load.alerts())));
    }

    private static String alerts(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> """
                        {"labels":{"alertname":"OrderStuck","service":"benchmark-load","order":"%s","severity":"critical",\
                        "instance":"10.0.0.7:8080","cluster":"eu-1"},"annotations":{"summary":"An order is stuck",\
                        "description":"No progress for ten minutes"},"startsAt":"2026-06-01T12:00:00Z",\
                        "generatorURL":"http://prometheus:9090/graph?g0.expr=up"}""".formatted(Body.numbered("load-")))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void say(Edges.Edge edge, String progress) {
        System.err.println("… " + edge.name() + ": " + progress);
    }
}
