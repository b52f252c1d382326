package dev.firebreak.incident.deployment;

import dev.firebreak.model.alert.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an incident should know of the versions that production ran.
 *
 * @param suspect live now and new enough to be the cause; null when none is suspected
 * @param lastGood live before the suspect and never taken back; null when unknown or when nothing is suspected
 */
public record LiveDeployments(
        @Nullable Deployment suspect, @Nullable Deployment lastGood) {
    public static final LiveDeployments UNKNOWN = new LiveDeployments(null, null);

    /**
     * One time that production traffic moved to a deployment.
     *
     * @param byRollback it moved back to something older: that is a cure, never a suspect
     * @param withdrawnAt when traffic was taken away from it by a rollback, the last time; null when it never was
     */
    public record Spell(
            Deployment deployment,
            Instant liveAt,
            boolean byRollback,
            @Nullable Instant withdrawnAt) {
        boolean isWithdrawn() {
            return withdrawnAt != null && !withdrawnAt.isBefore(liveAt);
        }
    }

    /**
     * @param newestFirst the newest times that traffic moved, of one project
     * @param suspectWithin how long ago a deployment may have gone live to be suspected
     */
    public static LiveDeployments judge(List<Spell> newestFirst, Instant now, Duration suspectWithin) {
        if (newestFirst.isEmpty()) {
            return UNKNOWN;
        }
        String current = newestFirst.getFirst().deployment().id();
        // providers tell of one deployment more than once: the first time is when it went live
        Spell live = newestFirst.stream()
                .takeWhile(spell -> spell.deployment().id().equals(current))
                .reduce((newer, older) -> older)
                .orElseThrow();
        if (live.byRollback() || live.isWithdrawn() || live.liveAt().isBefore(now.minus(suspectWithin))) {
            return UNKNOWN;
        }
        Optional<Deployment> lastGood = newestFirst.stream()
                .filter(spell -> !spell.deployment().id().equals(current))
                .filter(spell -> !spell.isWithdrawn())
                .map(Spell::deployment)
                .findFirst();
        return new LiveDeployments(live.deployment(), lastGood.orElse(null));
    }
}
