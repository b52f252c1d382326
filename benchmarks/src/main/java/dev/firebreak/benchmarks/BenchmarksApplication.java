package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** Starts Firebreak, measures it, prints a table. */
public final class BenchmarksApplication {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final String README = "benchmarks/README.md";

    private BenchmarksApplication() {}

    public static void main(String[] words) throws IOException, InterruptedException, ExecutionException, SQLException {
        if (words.length > 0 && words[0].equals("edge")) {
            edge(List.of(words).subList(1, words.length));
            return;
        }
        if (words.length > 0 && words[0].equals("remediations")) {
            remediations(List.of(words).subList(1, words.length));
            return;
        }
        if (words.length > 0 && words[0].equals("core")) {
            core(List.of(words).subList(1, words.length));
            return;
        }
        if (words.length > 0 && words[0].equals("backtest")) {
            backtest(List.of(words).subList(1, words.length));
            return;
        }
        if (words.length > 0 && words[0].equals("slack")) {
            slack(List.of(words).subList(1, words.length));
            return;
        }
        Plan plan;
        try {
            plan = Plan.parse(List.of(words), Path.of(System.getProperty("firebreak.home", ".")));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Plan.USAGE);
            System.exit(2);
            return;
        }
        Report report = measure(plan, "benchmarks/run " + String.join(" ", words));
        System.out.println(report.text());
        if (plan.write()) {
            report.writeInto(plan.home().resolve(README), "incidents");
        }
    }

    private static void backtest(List<String> words) throws IOException, InterruptedException {
        if (!List.of("--write").containsAll(words)) {
            System.err.println("benchmarks/run backtest [--write]");
            System.exit(2);
        }
        Path work = Files.createTempDirectory("firebreak-benchmark-");
        say("working in " + work);
        Report report = BacktestBenchmark.measure(work, "benchmarks/run backtest");
        System.out.println(report.text());
        if (words.contains("--write")) {
            report.writeInto(Path.of(System.getProperty("firebreak.home", ".")).resolve(README), "backtest");
        }
    }

    private static void edge(List<String> words) throws IOException, InterruptedException, ExecutionException {
        EdgePlan plan;
        try {
            plan = EdgePlan.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + EdgePlan.USAGE);
            System.exit(2);
            return;
        }
        Path work = Files.createTempDirectory("firebreak-benchmark-");
        say("working in " + work);
        try (Http http = new Http()) {
            Report report = new EdgeBenchmark(plan, http)
                    .measure(work, ("benchmarks/run edge " + String.join(" ", words)).strip());
            System.out.println(report.text());
            if (plan.write()) {
                report.writeInto(
                        Path.of(System.getProperty("firebreak.home", ".")).resolve(README), "edge");
            }
        }
    }

    private static void core(List<String> words) throws IOException, InterruptedException, SQLException {
        CorePlan plan;
        try {
            plan = CorePlan.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + CorePlan.USAGE);
            System.exit(2);
            return;
        }
        System.setProperty("logback.configurationFile", "benchmarks/logback.xml"); // its Kafka clients talk a lot
        Path work = Files.createTempDirectory("firebreak-benchmark-");
        say("working in " + work);
        try (Http http = new Http()) {
            Report report = new CoreBenchmark(plan, http)
                    .measure(work, ("benchmarks/run core " + String.join(" ", words)).strip());
            System.out.println(report.text());
            if (plan.write()) {
                report.writeInto(
                        Path.of(System.getProperty("firebreak.home", ".")).resolve(README),
                        plan.closed() == 0 ? "core, empty" : "core");
            }
        }
    }

    private static void slack(List<String> words) throws IOException, InterruptedException {
        SlackPlan plan;
        try {
            plan = SlackPlan.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + SlackPlan.USAGE);
            System.exit(2);
            return;
        }
        Path work = Files.createTempDirectory("firebreak-benchmark-");
        say("working in " + work);
        try (Http http = new Http()) {
            Report report = new SlackBenchmark(plan, http)
                    .measure(work, ("benchmarks/run slack " + String.join(" ", words)).strip());
            System.out.println(report.text());
            if (plan.write()) {
                report.writeInto(
                        Path.of(System.getProperty("firebreak.home", ".")).resolve(README), "slack");
            }
        }
    }

    private static void remediations(List<String> words) throws IOException, InterruptedException, SQLException {
        RemediationPlan plan;
        try {
            plan = RemediationPlan.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + RemediationPlan.USAGE);
            System.exit(2);
            return;
        }
        System.setProperty("logback.configurationFile", "benchmarks/logback.xml"); // its Kafka clients talk a lot
        Path work = Files.createTempDirectory("firebreak-benchmark-");
        say("working in " + work);
        try (Http http = new Http()) {
            Report report = new RemediationBenchmark(plan, http)
                    .measure(work, ("benchmarks/run remediations " + String.join(" ", words)).strip());
            System.out.println(report.text());
            if (plan.write()) {
                report.writeInto(
                        Path.of(System.getProperty("firebreak.home", ".")).resolve(README), "remediations");
            }
        }
    }

    private static Report measure(Plan plan, String command)
            throws IOException, InterruptedException, ExecutionException {
        Path work = Files.createTempDirectory("firebreak-benchmark-");
        say("starting Firebreak in " + work);
        try (Http http = new Http();
                Instance instance = Instance.start(work, http)) {
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
            return Report.of(command.strip(), "p50", "p99", "max")
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
