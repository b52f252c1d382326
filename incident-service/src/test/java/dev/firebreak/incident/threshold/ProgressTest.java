package dev.firebreak.incident.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.runbook.AlertThreshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against a model that keeps every alert and looks at every window. */
class ProgressTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Condition GOOD = Condition.parse("alert.name == 'Good'", Site.ALERT);
    private static final int SEEDS = 2_000;

    /** @param at seconds after noon */
    record Told(int at, boolean isBad) {
        Bucket bucket() {
            return new Bucket(NOON.plusSeconds(at), isBad ? 1 : 0, isBad ? 0 : 1);
        }
    }

    @Test
    void saysHowFarItIs() {
        assertThat(towards(new AlertThreshold.Count(3, MINUTE), bad(0), bad(60), bad(121)))
                .isEqualTo(new Progress(false, "2 of 3 within 1m"));
        assertThat(towards(new AlertThreshold.Count(3, MINUTE), bad(0), bad(60), bad(30)))
                .isEqualTo(new Progress(true, "3 of 3 within 1m"));
        assertThat(towards(new AlertThreshold.Consecutive(2, MINUTE, null), bad(0), good(10), bad(20)))
                .isEqualTo(new Progress(false, "1 of 2 in a row within 1m"));
        assertThat(towards(new AlertThreshold.Ratio(0.05, GOOD, MINUTE, 4), bad(0), good(1), good(2), bad(3)))
                .isEqualTo(new Progress(true, "2 of 4 (50 %) within 1m, more than 5 % of at least 4 needed"));
    }

    @Test
    void anAlertThatComesLateCountsWhereItBelongs() {
        assertThat(towards(new AlertThreshold.Count(3, MINUTE), bad(0), bad(50), bad(20))
                        .isReached())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void countsAsIfEveryAlertWereKept(int batch) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int count = 2 + random.nextInt(5);
            check(
                    seed,
                    batch,
                    new AlertThreshold.Count(count, MINUTE),
                    MINUTE,
                    (all, _) -> all.stream()
                            .anyMatch(first -> all.stream()
                                            .filter(Told::isBad)
                                            .filter(each -> each.at() >= first.at() && each.at() <= first.at() + 60)
                                            .count()
                                    >= count));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void countsRowsAsIfEveryAlertWereKept(int batch) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int count = 2 + random.nextInt(3);
            check(
                    seed,
                    batch,
                    new AlertThreshold.Consecutive(count, MINUTE, null),
                    MINUTE,
                    (all, _) -> all.stream().filter(Told::isBad).anyMatch(first -> row(all, first) >= count));
        }
    }

    private static long row(List<Told> all, Told first) {
        int end = all.stream()
                .filter(each -> !each.isBad() && each.at() > first.at())
                .mapToInt(Told::at)
                .min()
                .orElse(Integer.MAX_VALUE);
        return all.stream()
                .filter(each -> each.isBad() && each.at() >= first.at())
                .filter(each -> each.at() < end && each.at() <= first.at() + 60)
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void sharesAreThoseOfEveryWindowThatEndsWithABadOne(int batch) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int least = 1 + random.nextInt(6);
            check(
                    seed,
                    batch,
                    new AlertThreshold.Ratio(0.4, GOOD, MINUTE, least),
                    MINUTE,
                    (all, since) -> all.stream()
                            .filter(each -> each.isBad() && each.at() >= since && each.at() <= newest(all, since))
                            .anyMatch(last -> isMore(all, last, least)));
        }
    }

    /** Windows that the store does not hand out whole are those that end more than one window after the news. */
    private static int newest(List<Told> all, int since) {
        return all.stream().mapToInt(Told::at).max().orElse(since);
    }

    private static boolean isMore(List<Told> all, Told last, int least) {
        List<Told> window = all.stream()
                .filter(each -> each.at() >= last.at() - 60 && each.at() <= last.at())
                .toList();
        long bad = window.stream().filter(Told::isBad).count();
        return window.size() >= least && bad > 0.4 * window.size();
    }

    private interface Model {
        boolean isReached(List<Told> all, int since);
    }

    /** In a random order, with repeats of moments; what is reached is used up. */
    private static void check(long seed, int batch, AlertThreshold threshold, Duration within, Model model) {
        Random random = new Random(seed);
        List<Told> coming = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            coming.add(new Told(random.nextInt(300), random.nextInt(3) > 0));
        }
        Collections.shuffle(coming, random);
        NavigableMap<Instant, Bucket> store = new TreeMap<>();
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < coming.size(); i += batch) {
            List<Told> news = coming.subList(i, Math.min(coming.size(), i + batch));
            all.addAll(news);
            news.forEach(each -> store.merge(each.bucket().at(), each.bucket(), Bucket::plus));
            int since = news.stream().mapToInt(Told::at).min().orElseThrow();
            int until = news.stream().mapToInt(Told::at).max().orElseThrow();
            List<Bucket> read = List.copyOf(store.subMap(
                            NOON.plusSeconds(since).minus(within),
                            true,
                            NOON.plusSeconds(until).plus(within),
                            true)
                    .values());
            List<Told> near = all.stream()
                    .filter(each -> threshold instanceof AlertThreshold.Ratio ? each.at() <= until + 60 : true)
                    .toList();

            boolean isReached =
                    Progress.towards(threshold, read, NOON.plusSeconds(since)).isReached();

            assertThat(isReached)
                    .as("seed %d, %s, after %s", seed, threshold, all)
                    .isEqualTo(model.isReached(near, since));
            if (isReached) {
                store.clear();
                all.clear();
            }
        }
    }

    private static Progress towards(AlertThreshold threshold, Told... told) {
        List<Bucket> buckets = List.of(told).stream()
                .map(Told::bucket)
                .sorted(Comparator.comparing(Bucket::at))
                .toList();
        return Progress.towards(threshold, buckets, NOON);
    }

    private static Told bad(int at) {
        return new Told(at, true);
    }

    private static Told good(int at) {
        return new Told(at, false);
    }
}
