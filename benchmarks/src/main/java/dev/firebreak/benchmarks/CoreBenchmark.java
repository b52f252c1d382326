package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * incident-service alone, from the records on {@code firebreak.alerts} to the facts on {@code firebreak.incidents}: with
 * an empty database, and with one that has a past.
 */
final class CoreBenchmark {
    private static final String CLOSED = "pastclosed";
    private static final String OPEN = "pastopen";
    /** After 90 s the compiler still takes a fifth of a core, after these hardly any. */
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    /** Until the words of the storm before are indexed and its rows vacuumed. */
    private static final Duration CALM_DOWN = Duration.ofSeconds(30);

    /**
     * @param storm how long until all of it was told
     * @param perOpening processor time of the service for one
     */
    private record Figures(
            CoreLoad.Latency latency,
            Duration perOpening,
            Duration storm,
            Duration stormCost,
            CoreReads.Answers reads) {}

    private final CorePlan plan;
    private final Http http;

    CoreBenchmark(CorePlan plan, Http http) {
        this.plan = plan;
        this.http = http;
    }

    Report measure(Path work, String command) throws IOException, InterruptedException, SQLException {
        Path data = plan.data().orElse(work.resolve("data"));
        Files.createDirectories(data);
        List<String> columns = new ArrayList<>();
        List<Figures> figures = new ArrayList<>();
        try (CoreInstance instance = CoreInstance.start(work, data, http);
                FactWatch watch = new FactWatch(instance.bootstrapServers());
                CoreLoad load = new CoreLoad(instance.bootstrapServers(), watch);
                CorePast past = new CorePast(instance.addresses(), BenchmarksApplication::say)) {
            BenchmarksApplication.say("ready; warming up");
            String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
            boolean hasPast = plan.closed() > 0 && past.incidents(false) >= plan.closed();
            warmUp("first-" + run, load, past);
            if (!hasPast) {
                columns.add("empty");
                figures.add(measure("empty-" + run, instance, load, past));
                if (plan.closed() > 0) {
                    write(load, past);
                    warmUp("again-" + run, load, past);
                }
            }
            if (plan.closed() > 0) {
                columns.add(String.format(
                        Locale.ROOT, "%,d closed, %,d open", past.incidents(false), past.incidents(true)));
                figures.add(measure("full-" + run, instance, load, past));
            }
            long memory = instance.service().residentMegabytes();
            return report(command, columns, figures).row("memory of the JVM (RSS) at the end", memory + " MB");
        }
    }

    /** Nothing of it stays open. */
    private void warmUp(String run, CoreLoad load, CorePast past) throws InterruptedException, SQLException {
        load.openings("warm-" + run, plan.rate(), WARM_UP);
        load.storm("gale-" + run, plan.storm() / 4, plan.keys());
        load.resolveAll();
        load.openings("calm-" + run, plan.rate(), CALM_DOWN);
        load.resolveAll();
        past.awaitIndexed();
    }

    private void write(CoreLoad load, CorePast past) throws SQLException, InterruptedException {
        load.resolveAll();
        load.send(CoreAlerts.firing(CLOSED, 1));
        load.send(CoreAlerts.firing(OPEN, 1));
        past.await(CLOSED, true);
        load.send(CoreAlerts.resolved(CLOSED, 1));
        past.await(CLOSED, false);
        past.write(CLOSED, plan.closed());
        past.write(OPEN, plan.open());
        BenchmarksApplication.say("vacuum");
        past.awaitIndexed();
        past.tidy();
    }

    private Figures measure(String run, CoreInstance instance, CoreLoad load, CorePast past)
            throws InterruptedException, IOException, SQLException {
        BenchmarksApplication.say(plan.rate() + " new incidents/s");
        Duration before = instance.service().processorTime();
        CoreLoad.Latency latency = load.openings("open-" + run, plan.rate(), plan.length());
        Duration openings = instance.service().processorTime().minus(before);
        BenchmarksApplication.say("opened after " + latency.opened().text(0.5) + ", p99 "
                + latency.opened().text(0.99) + "; a storm of " + plan.storm() + " alerts");
        before = instance.service().processorTime();
        Duration storm = load.storm("storm-" + run, plan.storm(), plan.keys());
        Duration stormCost = instance.service().processorTime().minus(before);
        past.check("storm-" + run, plan.keys(), plan.storm());
        BenchmarksApplication.say("settled after " + Report.seconds(storm) + "; list and search");
        CoreReads.Answers reads = instance.reads(http).measure();
        BenchmarksApplication.say("list " + reads.lists().text(0.99) + ", search "
                + reads.searches().text(0.99) + "; slowest " + reads.slowest());
        return new Figures(
                latency, openings.dividedBy(latency.opened().count()), storm, stormCost.dividedBy(plan.storm()), reads);
    }

    private Report report(String command, List<String> columns, List<Figures> all) {
        Report report = Report.of(command, columns.toArray(String[]::new));
        row(
                report,
                "storm of " + plan.storm() + " alerts over " + plan.keys() + " keys, alerts/s",
                all,
                it -> String.format(
                        Locale.ROOT, "%.0f", plan.storm() / (it.storm().toNanos() / 1e9)));
        row(report, "… settled after", all, it -> Report.seconds(it.storm()));
        row(
                report,
                "… processor time of the service per alert",
                all,
                it -> it.stormCost().toNanos() / 1000 + " µs");
        row(
                report,
                "opening at " + plan.rate() + "/s, p50",
                all,
                it -> it.latency().opened().text(0.5));
        row(report, "… p99", all, it -> it.latency().opened().text(0.99));
        row(report, "… max", all, it -> it.latency().opened().text(1));
        row(
                report,
                "… of which until the broker has the record, p50",
                all,
                it -> it.latency().broker().text(0.5));
        row(
                report,
                "… from when the broker has the record, p50",
                all,
                it -> it.latency().openedOnBroker().text(0.5));
        row(
                report,
                "… from when the broker has the record, p99",
                all,
                it -> it.latency().openedOnBroker().text(0.99));
        row(
                report,
                "… processor time of the service",
                all,
                it -> String.format(Locale.ROOT, "%.1f ms", it.perOpening().toNanos() / 1e6));
        row(report, "list, p99", all, it -> it.reads().lists().text(0.99));
        row(report, "search, p99", all, it -> it.reads().searches().text(0.99));
        row(report, "… the slowest question, its p99", all, it -> it.reads().slowest());
        return report;
    }

    private static void row(Report report, String what, List<Figures> all, Function<Figures, String> value) {
        report.row(what, all.stream().map(value).toArray(String[]::new));
    }
}
