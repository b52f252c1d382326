package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.Actor;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people find out about which alerts belong together: two incidents are one, or one is two. */
public final class Regrouping {
    /** Who says so, and why. */
    public record Wish(Actor actor, String reason) {}

    /**
     * The alerts that come over.
     *
     * @param fingerprints how many there are, those of {@code both} among them
     * @param both the newest word of either side on each fingerprint that both have had
     */
    public record Moving(int fingerprints, List<Both> both) {
        public Moving {
            both = List.copyOf(both);
        }
    }

    public record Both(AlertSummary source, AlertSummary target) {
        AlertSummary newest() {
            return isNewerAtTheSource() ? source : target;
        }

        /** The one that began later; of the same beginning the end is the later word. */
        boolean isNewerAtTheSource() {
            int order = source.startsAt().compareTo(target.startsAt());
            return order > 0 || (order == 0 && !isFiring(source));
        }
    }

    /** @param words the newest word on each fingerprint that both have had */
    public record Merged(Decision source, Decision target, List<AlertSummary> words) {
        public Merged {
            words = List.copyOf(words);
        }
    }

    public record Halves(Decision from, Decision opened) {}

    private Regrouping() {}

    /**
     * Empty when nothing speaks against it.
     *
     * @param rival number of an open incident for the same thing as the source; null when there is none
     */
    public static Optional<String> againstMerging(Incident source, Incident target, @Nullable Long rival) {
        @Nullable IncidentRef elsewhere = source.mergedInto();
        if (source.id().equals(target.id())) {
            return Optional.of("an incident cannot be merged into itself");
        }
        if (elsewhere != null) {
            return Optional.of("it was merged into " + elsewhere);
        }
        if (!source.system().equals(target.system())) {
            return Optional.of(ref(target) + " belongs to the system '" + target.system() + "'");
        }
        if (Drill.areApart(source.correlationKey(), target.correlationKey())) {
            return Optional.of("one of them is a drill");
        }
        if (rival != null && rival != target.number()) { // its alerts would belong to both
            return Optional.of("it is " + source.state().word() + ", and goes on in #" + rival + ": merge that");
        }
        @Nullable IncidentRef gone = target.mergedInto();
        if (gone != null) {
            return Optional.of(ref(target) + " was merged into " + gone);
        }
        return target.state().isOpen()
                ? Optional.empty()
                : Optional.of(ref(target) + " is " + target.state().word() + "; reopen it first, or merge it into "
                        + ref(source));
    }

    /** @param target open, and nothing {@link #againstMerging} */
    public static Merged merge(Dossier source, Dossier target, Moving moving, Wish wish, Instant now) {
        Draft ending = new Draft(source, now);
        ending.mergeInto(ref(target.incident()), wish.actor());
        ending.record(new IncidentEvent.Merged(ref(target.incident()), wish.reason()), wish.actor());
        return new Merged(
                ending.decision(),
                takeOver(source, target, moving, wish, now),
                moving.both().stream().map(Both::newest).toList());
    }

    private static Decision takeOver(Dossier source, Dossier target, Moving moving, Wish wish, Instant now) {
        Draft draft = new Draft(target, now);
        Incident other = source.incident();
        Set<String> newerHere = new HashSet<>();
        int firing = other.firingCount();
        for (Both each : moving.both()) {
            firing += one(each.newest()) - one(each.source()) - one(each.target());
            if (!each.isNewerAtTheSource()) {
                newerHere.add(each.target().fingerprint());
            }
        }
        other.alerts().reversed().stream()
                .filter(alert -> !newerHere.contains(alert.fingerprint()))
                .forEach(draft::put);
        draft.countAlerts(other.alertCount(), firing);
        @Nullable Instant lastEndAt = source.testimony().lastEndAt();
        if (lastEndAt != null) {
            draft.endedAt(lastEndAt);
        }
        draft.weigh(draft.evidence()
                .with(
                        source.testimony().evidence().services(),
                        moving.fingerprints() - moving.both().size()));
        draft.responded(now);
        draft.record(
                new IncidentEvent.Absorbed(
                        ref(other),
                        other.alerts().stream().filter(Regrouping::isFiring).toList(),
                        wish.reason()),
                wish.actor());
        takeLevel(draft, other);
        draft.observeUntil(null); // what came over may have ended later than what was here
        Observation.begin(draft, target.terms().observeFor(), Actor.FIREBREAK);
        return draft.decision();
    }

    private static void takeLevel(Draft draft, Incident other) {
        String from = draft.level();
        Optional<SeverityLevel> worse = draft.terms()
                .level(other.level())
                .filter(level -> draft.terms().isWorse(level.name(), from))
                .filter(level -> draft.evidence().admits(level.severity()));
        worse.ifPresent(level -> {
            draft.judge(level);
            draft.record(
                    new IncidentEvent.LevelChanged(
                            from,
                            level.name(),
                            level.severity(),
                            "as bad as " + ref(other) + ", which is a part of it"),
                    Actor.FIREBREAK);
        });
    }

    /**
     * Empty when nothing speaks against it.
     *
     * @param asked fingerprints that are to leave
     * @param found those of them that it has
     * @param fingerprints how many it has at all
     */
    public static Optional<String> againstSplitting(
            Incident from, Set<String> asked, Set<String> found, long fingerprints) {
        @Nullable IncidentRef elsewhere = from.mergedInto();
        if (elsewhere != null) {
            return Optional.of("it was merged into " + elsewhere + ": split that");
        }
        if (!from.state().isOpen()) {
            return Optional.of("it is " + from.state().word());
        }
        List<String> missing =
                asked.stream().filter(each -> !found.contains(each)).sorted().toList();
        if (!missing.isEmpty()) {
            return Optional.of("no alert of it has the fingerprint '" + missing.getFirst() + "'");
        }
        return fingerprints > found.size()
                ? Optional.empty()
                : Optional.of("these are all its alerts: nothing would be left");
    }

    /**
     * @param from open, and nothing {@link #againstSplitting}
     * @param words the newest word on each fingerprint that leaves; at least one
     */
    public static Halves split(Dossier from, List<AlertSummary> words, Offspring offspring, Wish wish, Instant now) {
        IncidentRef other = offspring.ref();
        Draft draft = new Draft(from, now);
        Set<String> fingerprints = new HashSet<>();
        words.forEach(word -> fingerprints.add(word.fingerprint()));
        draft.splitOff(other, fingerprints, firing(words));
        draft.responded(now);
        draft.record(new IncidentEvent.Split(other, newest(words), wish.reason()), wish.actor());
        Observation.begin(draft, from.terms().observeFor(), Actor.FIREBREAK);
        return new Halves(draft.decision(), offspring.decide(from, words, wish, now));
    }

    /** Those that an incident shows. */
    static List<AlertSummary> newest(List<AlertSummary> words) {
        List<AlertSummary> sorted = new ArrayList<>(words);
        sorted.sort((one, other) -> other.startsAt().compareTo(one.startsAt()));
        return sorted.subList(0, Math.min(sorted.size(), Incident.ALERTS_KEPT));
    }

    static int firing(List<AlertSummary> words) {
        return (int) words.stream().filter(Regrouping::isFiring).count();
    }

    private static boolean isFiring(AlertSummary word) {
        return word.status() == AlertStatus.FIRING;
    }

    private static int one(AlertSummary word) {
        return isFiring(word) ? 1 : 0;
    }

    static IncidentRef ref(Incident incident) {
        return new IncidentRef(incident.id(), incident.number());
    }
}
