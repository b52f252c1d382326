package dev.firebreak.incident.intake;

import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.incident.correlation.Observation;
import dev.firebreak.incident.correlation.Sorting.Group;
import dev.firebreak.incident.hold.HeldAlert;
import dev.firebreak.incident.hold.HeldAlerts;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.threshold.Bucket;
import dev.firebreak.incident.threshold.Progress;
import dev.firebreak.incident.threshold.ThresholdCounts;
import dev.firebreak.model.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether enough came together for an incident of a group that has none open. */
@Component
class Thresholds {
    /**
     * @param reached the ruling whose threshold was reached, its figures in the reason; null when none was
     * @param words figures by counter
     */
    record Assessment(@Nullable Ruling reached, Map<String, String> words) {}

    /** One counter's share of a batch. */
    private record Tally(
            String counter,
            AlertThreshold threshold,
            @Nullable Ruling ruling,
            List<Incoming> alerts,
            List<Bucket> buckets) {}

    private final ThresholdCounts counts;
    private final HeldAlerts held;

    Thresholds(ThresholdCounts counts, HeldAlerts held) {
        this.counts = counts;
        this.held = held;
    }

    /** Counts what the group brings. What is reached is used up: after that incident counting begins anew. */
    Mono<Assessment> assess(Group group, Instant now) {
        for (Incoming each : group.alerts()) {
            @Nullable Ruling ruling = each.ruling();
            if (ruling != null && ruling.threshold().isFirstAlert()) {
                return Mono.just(new Assessment(ruling, Map.of()));
            }
        }
        return Flux.fromIterable(tallies(group))
                .concatMap(tally -> assess(tally, group, now))
                .collectList()
                .flatMap(found -> {
                    Map<String, String> words = new TreeMap<>();
                    found.forEach(each -> words.putAll(each.words()));
                    Assessment all = new Assessment(
                            found.stream()
                                    .map(Assessment::reached)
                                    .filter(each -> each != null)
                                    .findFirst()
                                    .orElse(null),
                            words);
                    return all.reached() == null
                            ? Mono.just(all)
                            : counts.forget(words.keySet()).thenReturn(all);
                });
    }

    private Mono<Assessment> assess(Tally tally, Group group, Instant now) {
        return switch (tally.threshold()) {
            case AlertThreshold.Count it -> count(tally, it.within());
            case AlertThreshold.Consecutive it -> count(tally, it.within());
            case AlertThreshold.Ratio it -> count(tally, it.within());
            case AlertThreshold.Lasting it -> last(tally, it.duration(), group, now);
        };
    }

    private Mono<Assessment> count(Tally tally, Duration within) {
        @Nullable Ruling ruling = tally.ruling();
        return counts.count(tally.counter(), tally.buckets(), within).map(buckets -> {
            Instant since = tally.buckets().stream()
                    .map(Bucket::at)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            Progress progress = Progress.towards(tally.threshold(), buckets, since);
            Map<String, String> words = Map.of(tally.counter(), progress.words());
            // with good ones alone there is no alert to open an incident with: the next bad one is judged with them
            return ruling == null || !progress.isReached()
                    ? new Assessment(null, words)
                    : new Assessment(ruling.because(progress.words()), words);
        });
    }

    private Mono<Assessment> last(Tally tally, Duration duration, Group group, Instant now) {
        List<HeldAlert> waiting = new ArrayList<>();
        for (Incoming each : tally.alerts()) {
            Alert alert = each.alert();
            Instant dueAt = alert.startsAt().plus(duration);
            if (isOver(alert, group)) {
                continue;
            }
            String words = "fires since " + alert.startsAt() + ", " + Durations.format(duration) + " needed";
            @Nullable Ruling ruling = each.ruling();
            if (!dueAt.isAfter(now) && ruling != null) {
                return Mono.just(new Assessment(ruling.because(words), Map.of(tally.counter(), words)));
            }
            waiting.add(new HeldAlert(alert, Hold.untilItLasted(words, dueAt)));
        }
        String words = waiting.isEmpty()
                ? "over before it lasted " + Durations.format(duration)
                : waiting.getLast().hold().reason() + ": looked at again at "
                        + waiting.getLast().hold().dueAt();
        return held.put(waiting, now).thenReturn(new Assessment(null, Map.of(tally.counter(), words)));
    }

    /** Resolved by the same batch. */
    private static boolean isOver(Alert alert, Group group) {
        return group.alerts().stream()
                .map(Incoming::alert)
                .filter(each -> !each.isFiring() && each.fingerprint().equals(alert.fingerprint()))
                .anyMatch(each -> each.endsAt() == null || !each.endsAt().isBefore(alert.startsAt()));
    }

    /** By counter, in a fixed order: two instances never wait for each other. */
    private static List<Tally> tallies(Group group) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (Incoming each : group.alerts()) {
            @Nullable Ruling ruling = each.ruling();
            if (ruling != null) {
                Tally tally = tallies.computeIfAbsent(
                        ruling.counter(),
                        counter ->
                                new Tally(counter, ruling.threshold(), ruling, new ArrayList<>(), new ArrayList<>()));
                tally.alerts().add(each);
                tally.buckets().add(Bucket.bad(each.alert()));
            }
        }
        for (Observation each : group.observations()) {
            tallies.computeIfAbsent(
                            each.counter(),
                            counter -> new Tally(counter, each.threshold(), null, new ArrayList<>(), new ArrayList<>()))
                    .buckets()
                    .add(each.bucket());
        }
        return List.copyOf(tallies.values());
    }
}
