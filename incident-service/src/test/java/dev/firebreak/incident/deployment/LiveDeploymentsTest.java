package dev.firebreak.incident.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.deployment.LiveDeployments.Spell;
import dev.firebreak.model.alert.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveDeploymentsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void suspectsWhatWentLiveRecentlyAndTrustsWhatWasLiveBefore() {
        LiveDeployments found = judge(live("new", 10), live("old", 5000));

        assertThat(ids(found)).containsExactly("new", "old");
    }

    @Test
    void suspectsNothingThatHasBeenLiveForLong() {
        assertThat(judge(live("old", 1441), live("older", 5000))).isEqualTo(LiveDeployments.UNKNOWN);
    }

    @Test
    void knowsNoLastGoodOneWhenThereWasOnlyOne() {
        assertThat(ids(judge(live("first", 10)))).containsExactly("first", null);
    }

    @Test
    void suspectsNothingAfterARollback() {
        LiveDeployments found = judge(spell("good", 5, true, null), spell("bad", 10, false, NOW), live("good", 5000));

        assertThat(found).isEqualTo(LiveDeployments.UNKNOWN);
    }

    @Test
    void neverTrustsWhatWasTakenBack() {
        LiveDeployments found = judge(
                live("fix", 2),
                spell("good", 5, true, null),
                spell("bad", 10, false, NOW.minusSeconds(300)),
                live("good", 5000));

        assertThat(ids(found)).containsExactly("fix", "good");
    }

    @Test
    void countsFromTheFirstTimeThatAProviderToldOfIt() {
        assertThat(judge(live("same", 1), live("same", 1500), live("older", 5000)))
                .isEqualTo(LiveDeployments.UNKNOWN);
    }

    private static LiveDeployments judge(Spell... newestFirst) {
        return LiveDeployments.judge(List.of(newestFirst), NOW, DAY);
    }

    private static Spell live(String id, int minutesAgo) {
        return spell(id, minutesAgo, false, null);
    }

    private static Spell spell(String id, int minutesAgo, boolean byRollback, @Nullable Instant withdrawnAt) {
        Instant at = NOW.minus(Duration.ofMinutes(minutesAgo));
        Deployment deployment =
                new Deployment(id, "vercel", "prj", null, "production", null, null, null, null, null, at);
        return new Spell(deployment, at, byRollback, withdrawnAt);
    }

    private static List<@Nullable String> ids(LiveDeployments found) {
        return Arrays.asList(id(found.suspect()), id(found.lastGood()));
    }

    private static @Nullable String id(@Nullable Deployment deployment) {
        return deployment == null ? null : deployment.id();
    }
}
