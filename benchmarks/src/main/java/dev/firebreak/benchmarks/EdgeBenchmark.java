package dev.firebreak.benchmarks;

import java.io.IOException;
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
 * all in-sync replicas of the broker, which runs on these cores too, have the alerts; Alertmanager keeps them in memory.
 */
final class EdgeBenchmark {
    // Our code is compiled while it runs: until then its own compiler takes most of a core. Theirs was before.
    private static final Duration WARM_UP_OF_ONE = Duration.ofSeconds(25);
    private static final Duration WARM_UP_OF_MANY = Duration.ofSeconds(15);
    private static final Duration THEIR_WARM_UP = Duration.ofSeconds(4);
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

    private record Load(int alerts, int connections) {
        @Override
        public String toString() {
            return alerts + " a body, " + connections + " connections";
        }
    }

    Report measure(Path work, String command) throws IOException, InterruptedException, ExecutionException {
        Path addresses = work.resolve("addresses");
        try (Child peers = Edges.peers(work, addresses)) {
            Properties known = Edges.addresses(addresses);
            List<Edges.Edge> edges = new ArrayList<>();
            try {
                for (Edges.Kafka kafka : Edges.Kafka.values()) {
                    edges.add(warm(Edges.ours(kafka, work, known, http), WARM_UP_OF_ONE, WARM_UP_OF_MANY));
                }
                Optional<Edges.Edge> other = Edges.alertmanager(work, known);
                if (other.isPresent()) {
                    edges.add(warm(other.get(), THEIR_WARM_UP, THEIR_WARM_UP));
                }
                return measure(edges, other.isPresent(), peers, command);
            } finally {
                for (Edges.Edge edge : edges) {
                    edge.process().close();
                }
            }
        }
    }

    private Report measure(List<Edges.Edge> edges, boolean isCompared, Child peers, String command)
            throws IOException, InterruptedException, ExecutionException {
        Report report = Report.of(
                command,
                "accepted alerts/s",
                "p50",
                "p99",
                "p99.9",
                "refused",
                "RSS",
                "processor/alert",
                "its broker's");
        List<String> ratios = new ArrayList<>();
        for (Load load : LOADS) {
            double[] alerts = new double[edges.size()];
            for (int round = 1; round <= plan.rounds(); round++) {
                for (int i = 0; i < alerts.length; i++) {
                    alerts[i] += row(report, edges.get(i), load, peers);
                }
            }
            for (int i = 0; isCompared && i < alerts.length - 1; i++) {
                double ratio = alerts[i] / alerts[alerts.length - 1];
                ratios.add(
                        edges.get(i).name() + ", " + load + String.format(Locale.ROOT, ": %.2f × Alertmanager", ratio));
            }
        }
        report.facts();
        if (!isCompared) {
            report.fact("Alertmanager", "not installed here: no comparison");
        }
        ratios.forEach(ratio -> report.fact("ratio, all rounds", ratio));
        edges.getFirst().process().goOn();
        grow(report, edges.getFirst());
        return report;
    }

    /** It stands still afterwards: Alertmanager works on for seconds after it has answered. */
    private static Edges.Edge warm(Edges.Edge edge, Duration withOne, Duration withMany)
            throws IOException, InterruptedException, ExecutionException {
        say(edge, "warming up");
        loop(edge, LOADS.getFirst()).sendFor(withOne, LOADS.getFirst().connections());
        loop(edge, LOADS.get(2)).sendFor(withMany, LOADS.get(2).connections());
        edge.process().pause();
        return edge;
    }

    private double row(Report report, Edges.Edge edge, Load load, Child peers)
            throws IOException, InterruptedException, ExecutionException {
        say(edge, load.toString());
        edge.process().goOn();
        Duration own = edge.process().processorTime();
        Duration brokers = peers.processorTime();
        ClosedLoop.Result result = loop(edge, load).sendFor(plan.length(), load.connections());
        double alerts = (double) result.answer().count() * load.alerts();
        report.row(
                edge.name() + ", " + load,
                String.format(Locale.ROOT, "%.0f", result.perSecond() * load.alerts()),
                result.answer().text(0.5),
                result.answer().text(0.99),
                result.answer().text(0.999),
                Integer.toString(result.refused()),
                edge.process().residentMegabytes() + " MB",
                microseconds(edge.process().processorTime().minus(own), alerts),
                microseconds(peers.processorTime().minus(brokers), alerts));
        edge.process().pause();
        return result.perSecond() * load.alerts();
    }

    private static String microseconds(Duration spent, double alerts) {
        return String.format(Locale.ROOT, "%.0f µs", spent.toNanos() / 1e3 / alerts);
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
                            "%s of processor time each, RSS %d MB, %d refused",
                            microseconds(spent, alerts),
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
