package dev.firebreak.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How soon notifier-service alone posts the card of an incident that it hears of. Open loop: it counts from when the
 * incident's facts were due to be sent.
 *
 * @param broker until the broker had them on its disk
 * @param told until the request reached Slack
 */
record NewCards(Percentiles broker, Percentiles told) {
    private static final int WARM_UP = 2_000;
    private static final Duration BETWEEN_WARM_UPS = Duration.ofMillis(40);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static NewCards measure(Path work, Http http, SlackPlan plan) throws IOException, InterruptedException {
        try (FloodInstance instance = FloodInstance.startUnlimited(work, http);
                FactProducer producer = new FactProducer(instance.bootstrapServers())) {
            SlackNamings namings = new SlackNamings(instance, http);
            BenchmarksApplication.say("notifier-service alone; warming up with " + WARM_UP + " incidents");
            run(Flood.ofTheWorst(producer, 1, WARM_UP, BETWEEN_WARM_UPS), namings);
            BenchmarksApplication.say(plan.incidents() + " incidents at " + plan.perSecond() + "/s");
            Flood flood = Flood.ofTheWorst(
                    producer,
                    WARM_UP + 1L,
                    plan.incidents(),
                    Duration.ofSeconds(1).dividedBy(plan.perSecond()));
            run(flood, namings);
            Percentiles told = Percentiles.of(flood.numbers().values().stream()
                    .map(number -> Duration.between(
                            flood.dueAt(number), namings.named().get(number)))
                    .toList());
            BenchmarksApplication.say("told after " + told.text(0.5) + ", p99 " + told.text(0.99));
            return new NewCards(flood.untilTheBrokerHasThem(), told);
        }
    }

    private static void run(Flood flood, SlackNamings namings) throws IOException, InterruptedException {
        namings.expect(flood);
        flood.run();
        Instant end = Instant.now().plus(PATIENCE);
        while (!namings.named().keySet().containsAll(flood.numbers().values())) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("not every incident has its card after " + PATIENCE);
            }
            TimeUnit.SECONDS.sleep(1);
            namings.look();
        }
    }
}
