package dev.firebreak.incident.console;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.incident.TestCatalog;
import dev.firebreak.incident.console.LedgerQueries.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By the limits of the test catalogue: purge 10m and 3 in 1h, rollback 5m and 1 in 30m. */
class CooldownTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Catalog CATALOG = TestCatalog.catalog();

    @Test
    void aCooldownRunsFromTheLastCallOfAnyStepOnTheTarget() {
        List<Cooldown> running = running(purge("shop", ofMinutes(4)), purge("shop", ofMinutes(30)));

        assertThat(running).singleElement().satisfies(it -> {
            assertThat(it.limit()).isEqualTo("cooldown of 10m");
            assertThat(it.from()).isEqualTo(NOON.minus(ofMinutes(4)));
            assertThat(it.until()).isEqualTo(NOON.plus(ofMinutes(6)));
            assertThat(it.passed(NOON)).isEqualTo(0.4);
        });
    }

    @Test
    void theLimitThatLastsLongestIsTheOneThatCounts() {
        assertThat(running(purge("shop", ofMinutes(4)), purge("shop", ofMinutes(30)), purge("shop", ofMinutes(50))))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.limit()).isEqualTo("at most 3 in 1h");
                    assertThat(it.from()).isEqualTo(NOON.minus(ofMinutes(50)));
                    assertThat(it.until()).isEqualTo(NOON.plus(ofMinutes(10)));
                });
    }

    @Test
    void whatHasPassedIsNotShownAndTheNextToActComesFirst() {
        List<Cooldown> running = running(
                rollback("shop", ofMinutes(2)),
                purge("shop", ofMinutes(4)),
                purge("other", ofMinutes(10)),
                rollback("other", ofMinutes(30)));

        assertThat(running).extracting(Cooldown::step).containsExactly("purge", "rollback");
        assertThat(running).extracting(Cooldown::target).containsOnly("shop");
    }

    @Test
    void aStepThatIsNotInTheCatalogueAnyMoreWaitsForNothing() {
        assertThat(running(new Dispatch("shop", "slow-pages", "gone", "vercel.purgeCache", "shop", NOON)))
                .isEmpty();
        assertThat(running(new Dispatch("shop", "gone", "purge", "vercel.purgeCache", "shop", NOON)))
                .isEmpty();
    }

    @Test
    void noCallCountsForLongerThanTheLongestLimit() {
        assertThat(Cooldown.longest(CATALOG)).isEqualTo(Duration.ofHours(1));
    }

    private static List<Cooldown> running(Dispatch... calls) {
        List<Dispatch> newestFirst = Arrays.stream(calls)
                .sorted(Comparator.comparing(Dispatch::at).reversed())
                .toList();
        return Cooldown.running(newestFirst, CATALOG, NOON);
    }

    private static Dispatch purge(String target, Duration ago) {
        return new Dispatch("shop", "slow-pages", "purge", "vercel.purgeCache", target, NOON.minus(ago));
    }

    private static Dispatch rollback(String target, Duration ago) {
        return new Dispatch("shop", "slow-pages", "rollback", "vercel.rollback", target, NOON.minus(ago));
    }
}
