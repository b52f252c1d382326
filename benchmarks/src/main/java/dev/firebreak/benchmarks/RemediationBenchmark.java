package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * From the moment when an incident's record is due to be sent to Kafka to the moment when the action's call arrives at
 * its target: reading, deciding, asking the guards, committing that a call may leave, calling. Open loop.
 */
final class RemediationBenchmark {
    /** Until then the service's compiler takes part of the processors. */
    private static final Duration WARM_UP = Duration.ofMinutes(3);

    /** One alone differs from the next by up to a quarter. */
    private static final int BURSTS = 4;

    private final RemediationPlan plan;
    private final Http http;

    RemediationBenchmark(RemediationPlan plan, Http http) {
        this.plan = plan;
        this.http = http;
    }

    /** @param perSecond calls, when many incidents are handed in together */
    private record Round(Percentiles times, int missing, double perSecond, double transactions, Duration processor) {}

    Report measure(Path work, String command) throws IOException, InterruptedException, SQLException {
        try (RemediationInstance instance = RemediationInstance.start(work, http)) {
            return measure(instance, command);
        }
    }

    private Report measure(RemediationInstance instance, String command) throws InterruptedException, SQLException {
        try (FinishedRemediations database = new FinishedRemediations(instance.addresses());
                IncidentSender sender = new IncidentSender(instance)) {
            Child service = instance.service();
            sender.send("warm", (int) (plan.perSecond() * WARM_UP.toSeconds()), plan.perSecond());
            sender.send("hot", plan.atOnce(), 0);
            database.settle();
            Round few = round("few", sender, service, database);
            long before = database.count();
            database.add(plan.finished());
            Round many = round("many", sender, service, database);
            String at = ", " + plan.perSecond() + "/s";
            return Report.of(command, "p50", "p99", "max")
                    .times("record → the action's call" + at, few.times)
                    .times("… with " + plan.finished() + " more finished remediations", many.times)
                    .facts()
                    .fact(
                            "remediations/s when " + plan.atOnce() + " are handed in at once, " + BURSTS + " times",
                            rate(few))
                    .fact("… with " + plan.finished() + " more finished ones", rate(many))
                    .fact("finished before and after", before + " / " + database.count())
                    .fact(
                            "calls missing / made twice",
                            few.missing + many.missing + " / "
                                    + instance.target().repeated())
                    .fact("transactions of PostgreSQL per remediation", one(few.transactions))
                    .fact("processor time of the service per remediation", one(few.processor.toNanos() / 1e6) + " ms");
        }
    }

    private Round round(String name, IncidentSender sender, Child service, FinishedRemediations database)
            throws InterruptedException, SQLException {
        int count = (int) (plan.perSecond() * plan.length().toSeconds());
        long transactions = database.transactions();
        Duration processor = service.processorTime();
        IncidentSender.Sent steady = sender.send(name, count, plan.perSecond());
        database.settle();
        double each = (double) (database.transactions() - transactions) / count;
        Duration processorEach = service.processorTime().minus(processor).dividedBy(count);
        int missing = 0;
        Duration lasted = Duration.ZERO;
        for (int i = 0; i < BURSTS; i++) {
            IncidentSender.Sent burst = sender.send(name + "-burst-" + i, plan.atOnce(), 0);
            database.settle();
            missing += burst.missing();
            lasted = lasted.plus(burst.lasted());
            BenchmarksApplication.say(plan.atOnce() + " at once called after " + Report.seconds(burst.lasted()));
        }
        return new Round(
                Percentiles.of(steady.times()),
                steady.missing() + missing,
                (BURSTS * plan.atOnce() - missing) / (lasted.toNanos() / 1e9),
                each,
                processorEach);
    }

    private static String rate(Round round) {
        return String.format(Locale.ROOT, "%.0f", round.perSecond);
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
