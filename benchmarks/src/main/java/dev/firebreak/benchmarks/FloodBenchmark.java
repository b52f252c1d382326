package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * What one channel's people get of more incidents than it takes: when each is named, by what reached Slack, and what the
 * service needs meanwhile. It is not warmed up: a flood comes when it comes.
 */
final class FloodBenchmark {
    private static final int NAMED_IN_ONE = 50;
    private static final int AFTERWARDS = 20;
    private static final Duration BETWEEN_AFTERWARDS = Duration.ofSeconds(2);
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final FloodPlan plan;
    private final Http http;

    FloodBenchmark(FloodPlan plan, Http http) {
        this.plan = plan;
        this.http = http;
    }

    Report measure(Path work, String command)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        try (FloodInstance instance = FloodInstance.start(work, http);
                FactProducer producer = new FactProducer(instance.bootstrapServers())) {
            SlackNamings namings = new SlackNamings(instance, http);
            try (FloodWatch watch = new FloodWatch(instance, namings)) {
                return measure(instance.service(), producer, namings, watch, command);
            }
        }
    }

    private Report measure(Child service, FactProducer producer, SlackNamings namings, FloodWatch watch, String command)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        Duration limit = Duration.ofSeconds(Math.ceilDiv(plan.incidents(), NAMED_IN_ONE));
        Flood flood = Flood.mixed(producer, plan);
        namings.expect(flood);
        watch.note("before");
        Duration processor = service.processorTime();
        BenchmarksApplication.say(
                plan.incidents() + " incidents in " + plan.length().toSeconds() + " s");
        Thread.ofPlatform().daemon().name("flood").start(flood);
        watch.untilNamed(flood, limit);
        Duration processorEach = service.processorTime().minus(processor).dividedBy(plan.incidents());
        int messages = namings.messages();
        int bundles = namings.bundles();
        Duration allNamed = Duration.between(flood.startAt(), namings.newest());
        BenchmarksApplication.say("P0s while the cards follow");
        Flood worst = Flood.ofTheWorst(producer, plan.incidents() + 1L, AFTERWARDS, BETWEEN_AFTERWARDS);
        namings.expect(worst);
        worst.run();
        TimeUnit.SECONDS.sleep(10);
        namings.look();
        Report report = Report.of(command, "p50", "p99", "max")
                .times("a P0's fact → named in the channel", times(flood, namings, Flood::isWorst))
                .times("… of the others", times(flood, namings, number -> !Flood.isWorst(number)))
                .times("… of a P0 while the cards follow", times(worst, namings, _ -> true))
                .times("of these, until the broker has the facts", flood.untilTheBrokerHasThem())
                .facts()
                .fact(
                        "incidents not named",
                        Integer.toString(
                                plan.incidents() + AFTERWARDS - namings.named().size()))
                .fact("… named twice as new", Integer.toString(namings.twice()))
                .fact("429s / other refusals of Slack", namings.throttled() + " / " + namings.refused())
                .fact("most messages in any 10 s", Integer.toString(namings.most(WINDOW)))
                .fact("all named after", Report.seconds(allNamed))
                .fact("… in messages, of them bundles", messages + ", " + bundles)
                .fact(
                        "… what the channel takes: bundles of " + NAMED_IN_ONE + ", one a second",
                        limit.toSeconds() + " s")
                .fact("facts taken in per second", rate(2 * plan.incidents(), watch.takenIn()))
                .fact("most facts that waited to be taken in", Long.toString(watch.mostWaiting()))
                .fact(
                        "processor time of the service per incident",
                        String.format(Locale.ROOT, "%.1f ms", processorEach.toNanos() / 1e6));
        watch.footprints()
                .forEach((moment, footprint) -> report.fact("RSS / live heap / database, " + moment, footprint.text()));
        return report;
    }

    /** Of those that were named. */
    private static Percentiles times(Flood flood, SlackNamings namings, LongPredicate wanted) {
        List<Duration> times = new ArrayList<>();
        flood.numbers().values().stream().filter(wanted::test).forEach(number -> {
            if (namings.named().containsKey(number)) {
                times.add(Duration.between(flood.dueAt(number), namings.named().get(number)));
            }
        });
        return Percentiles.of(times);
    }

    private static String rate(int count, Duration time) {
        return time.isZero() ? "not all" : Long.toString(Math.round(count / (time.toMillis() / 1000.0)));
    }
}
