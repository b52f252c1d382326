package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts Firebreak, measures it, prints a table. */
public final class BenchmarksApplication {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final String README = "benchmarks/README.md";

    private BenchmarksApplication() {}

    private interface Measurement<P> {
        Report measure(P plan, Http http, Path work, String command)
                throws IOException, InterruptedException, ExecutionException, SQLException;
    }

    /**
     * One of the benchmarks.
     *
     * @param place of its figures in the README; null when they are not to be written
     */
    private record Benchmark<P>(
            String name,
            String usage,
            Function<List<String>, P> parse,
            Function<P, @Nullable String> place,
            Measurement<P> measurement) {}

    public static void main(String[] words) throws IOException, InterruptedException, ExecutionException, SQLException {
        List<String> all = List.of(words);
        List<String> rest = all.subList(Math.min(1, all.size()), all.size());
        switch (all.isEmpty() ? "" : all.getFirst()) {
            case "edge" ->
                run(
                        new Benchmark<>(
                                "edge",
                                EdgePlan.USAGE,
                                EdgePlan::parse,
                                plan -> plan.write() ? "edge" : null,
                                (plan, http, work, command) -> new EdgeBenchmark(plan, http).measure(work, command)),
                        rest);
            case "remediations" ->
                run(
                        new Benchmark<>(
                                "remediations",
                                RemediationPlan.USAGE,
                                RemediationPlan::parse,
                                plan -> plan.write() ? "remediations" : null,
                                (plan, http, work, command) ->
                                        new RemediationBenchmark(plan, http).measure(work, command)),
                        rest);
            case "core" ->
                run(
                        new Benchmark<>(
                                "core",
                                CorePlan.USAGE,
                                CorePlan::parse,
                                plan -> !plan.write() ? null : plan.closed() == 0 ? "core, empty" : "core",
                                (plan, http, work, command) -> new CoreBenchmark(plan, http).measure(work, command)),
                        rest);
            case "console" ->
                run(
                        new Benchmark<>(
                                "console",
                                ConsolePlan.USAGE,
                                ConsolePlan::parse,
                                plan -> plan.write() ? "console" : null,
                                (plan, http, work, command) -> new ConsoleBenchmark(plan, http).measure(work, command)),
                        rest);
            case "backtest" ->
                run(
                        new Benchmark<>(
                                "backtest",
                                "benchmarks/run backtest [--write]",
                                given -> Options.parse(given, Map.of()),
                                plan -> plan.write() ? "backtest" : null,
                                (_, _, work, command) -> BacktestBenchmark.measure(work, command)),
                        rest);
            case "slack" ->
                run(
                        new Benchmark<>(
                                "slack",
                                SlackPlan.USAGE,
                                SlackPlan::parse,
                                plan -> plan.write() ? "slack" : null,
                                (plan, http, work, command) -> new SlackBenchmark(plan, http).measure(work, command)),
                        rest);
            case "flood" ->
                run(
                        new Benchmark<>(
                                "flood",
                                FloodPlan.USAGE,
                                FloodPlan::parse,
                                plan -> plan.write() ? "flood" : null,
                                (plan, http, work, command) -> new FloodBenchmark(plan, http).measure(work, command)),
                        rest);
            default ->
                run(
                        new Benchmark<>(
                                "",
                                Plan.USAGE,
                                Plan::parse,
                                plan -> plan.write() ? "incidents" : null,
                                BenchmarksApplication::measure),
                        all);
        }
    }

    private static <P> void run(Benchmark<P> benchmark, List<String> words)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        P plan;
        try {
            plan = benchmark.parse().apply(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + benchmark.usage());
            System.exit(2);
            return;
        }
        System.setProperty("logback.configurationFile", "benchmarks/logback.xml"); // Kafka's clients talk a lot
        Path work = Files.createTempDirectory("firebreak-benchmark-");
        say("working in " + work);
        String command = String.join(
                " ",
                Stream.concat(Stream.of("benchmarks/run", benchmark.name()), words.stream())
                        .filter(word -> !word.isEmpty())
                        .toList());
        try (Http http = new Http()) {
            Report report = benchmark.measurement().measure(plan, http, work, command);
            System.out.println(report.text());
            @Nullable String place = benchmark.place().apply(plan);
            if (place != null) {
                report.writeInto(
                        Path.of(System.getProperty("firebreak.home", ".")).resolve(README), place);
            }
        }
    }

    private static Report measure(Plan plan, Http http, Path work, String command)
            throws IOException, InterruptedException, ExecutionException {
        try (Instance instance = Instance.start(work, http)) {
            long atStart = instance.process().residentMegabytes();
            http.put(
                    instance.uri("SANDBOX", "/slack/limits"),
                    "{\"messagesPerSecond\":0,\"burst\":0,\"updatesPerMinute\":0}");
            String token = instance.credential("FIREBREAK_PROMETHEUS_TOKENS");
            IncidentLatency incidents = new IncidentLatency(instance, http, token);
            say("ready in " + Report.seconds(instance.startedIn()) + "; warming up with " + plan.warmUp()
                    + " incidents");
            incidents.measure("warm", plan.warmUp(), plan.incidentsPerSecond());
            say(plan.incidents() + " incidents at " + plan.incidentsPerSecond() + "/s");
            Duration before = instance.process().processorTime();
            IncidentLatency.Result latency = incidents.measure("measured", plan.incidents(), plan.incidentsPerSecond());
            Duration perIncident =
                    instance.process().processorTime().minus(before).dividedBy(Math.max(1, plan.incidents()));
            long afterIncidents = instance.process().residentMegabytes();
            ClosedLoop webhooks = new ClosedLoop(
                    instance.uri("INGEST", "/").getPort(),
                    () -> Body.post(
                            "/webhooks/prometheus",
                            token,
                            Webhook.body("benchmark-load", Body.numbered("load-"), Instant.EPOCH)));
            say("webhooks over " + plan.connections() + " connections");
            webhooks.sendFor(WARM_UP, plan.connections());
            ClosedLoop.Result throughput = webhooks.sendFor(plan.throughputFor(), plan.connections());
            return Report.of(command, "p50", "p99", "max")
                    .times("webhook → 202, " + plan.incidentsPerSecond() + "/s", latency.answer())
                    .times("webhook → the action's call", latency.call())
                    .times("webhook → the Slack card", latency.card())
                    .times("webhook → 202, " + plan.connections() + " connections", throughput.answer())
                    .facts()
                    .fact(
                            "incidents measured, at " + plan.incidentsPerSecond() + "/s",
                            Integer.toString(plan.incidents()))
                    .fact("webhooks refused / effects missing", latency.refused() + " / " + latency.missing())
                    .fact("processor time of the JVM per incident", perIncident.toMillis() + " ms")
                    .fact(
                            "accepted webhooks/s, one alert each, " + plan.connections() + " connections",
                            String.format(Locale.ROOT, "%.0f", throughput.perSecond()))
                    .fact("refused meanwhile", Integer.toString(throughput.refused()))
                    .fact("from start to ready (built before)", Report.seconds(instance.startedIn()))
                    .fact("memory of the JVM (RSS) when ready", atStart + " MB")
                    .fact("… after the incidents", afterIncidents + " MB")
                    .fact("… after the webhooks", instance.process().residentMegabytes() + " MB")
                    .fact("PostgreSQL's processes (PSS)", instance.databaseMegabytes() + " MB");
        }
    }

    static void say(String progress) {
        System.err.println("… " + progress);
    }
}
