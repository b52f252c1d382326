package dev.firebreak.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand incidents in a minute for one channel, in virtual time. */
class BundlingTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final int INCIDENTS = 10_000;
    private static final Rate RATE = new Rate(1, 3);

    /** @param severity 0 is the worst */
    private record Waiting(int severity, Instant since) {}

    /** @param leftWorst the worst that still waited, unnamed, when it left */
    private record Sent(Instant at, List<Waiting> named, int leftWorst) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void namesEachWorstFirstAndNeverMoreThanTheChannelTakes(long seed) {
        List<Sent> sent = run(new Random(seed));

        assertThat(sent.stream().mapToInt(message -> message.named().size()).sum())
                .isEqualTo(INCIDENTS);
        for (int from = 0; from < sent.size(); from++) {
            for (int to = from; to < sent.size(); to++) {
                double seconds =
                        Duration.between(sent.get(from).at(), sent.get(to).at()).toMillis() / 1000.0;
                assertThat(to - from + 1)
                        .isLessThanOrEqualTo((int) Math.ceil(RATE.burst() + seconds * RATE.perSecond()));
            }
        }
        assertThat(sent)
                .allSatisfy(message -> assertThat(message.named())
                        .allSatisfy(one -> assertThat(one.severity()).isLessThanOrEqualTo(message.leftWorst())));
        // 50 a message and one message a second: the physical limit, and a bit for those that are told singly.
        assertThat(sent.getLast().at()).isBefore(NOON.plusSeconds(60 + INCIDENTS / Bundling.MOST + Bundling.ABOVE));
    }

    private static List<Sent> run(Random random) {
        List<Waiting> arrivals = new ArrayList<>();
        for (int i = 0; i < INCIDENTS; i++) {
            arrivals.add(new Waiting(random.nextInt(4), NOON.plusMillis(random.nextInt(60_000))));
        }
        arrivals.sort(Comparator.comparing(Waiting::since));
        PriorityQueue<Waiting> waiting =
                new PriorityQueue<>(Comparator.comparingInt(Waiting::severity).thenComparing(Waiting::since));
        List<Sent> sent = new ArrayList<>();
        Budget budget = Budget.full(RATE, NOON);
        int next = 0;
        for (Instant now = NOON; next < INCIDENTS || !waiting.isEmpty(); now = now.plusMillis(50)) {
            while (next < INCIDENTS && !arrivals.get(next).since().isAfter(now)) {
                waiting.add(arrivals.get(next++));
            }
            while (!waiting.isEmpty() && budget.free(RATE, now) > 0) {
                int names = Math.max(1, Bundling.named(Math.min(waiting.size(), Bundling.ABOVE + 1)));
                List<Waiting> named = new ArrayList<>();
                while (named.size() < names && !waiting.isEmpty()) {
                    named.add(waiting.poll());
                }
                budget = budget.spent(RATE, now, 1);
                sent.add(new Sent(
                        now, named, waiting.isEmpty() ? 3 : waiting.peek().severity()));
            }
        }
        return sent;
    }
}
