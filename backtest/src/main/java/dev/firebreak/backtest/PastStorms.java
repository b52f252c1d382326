package dev.firebreak.backtest;

import dev.firebreak.catalog.system.StormBound;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.incident.lifecycle.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** Which groups a storm's incident takes in, as the table of groups counts it. */
final class PastStorms {
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private record Group(Instant seenAt, boolean isAbsorbed) {}

    private final StormBound standard;
    private final Predicate<String> isOpen;
    private final Map<String, LinkedHashMap<String, Group>> systems = new HashMap<>();

    /** @param isOpen whether an incident of that correlation key is open */
    PastStorms(StormBound standard, Predicate<String> isOpen) {
        this.standard = standard;
        this.isOpen = isOpen;
    }

    /** The same ruling, or that of the storm. */
    Ruling judge(Ruling ruling, Instant now) {
        StormBound bound = Objects.requireNonNullElse(ruling.system().storm(), standard);
        return bound.incidents() == 0 || ruling.isStorm() || !absorbs(ruling, bound, now)
                ? ruling
                : ruling.inStorm("a storm: more than " + bound.incidents() + " incidents within "
                        + Durations.format(bound.within()));
    }

    private boolean absorbs(Ruling ruling, StormBound bound, Instant now) {
        LinkedHashMap<String, Group> groups =
                systems.computeIfAbsent(ruling.system().name(), _ -> new LinkedHashMap<>());
        Group before = groups.remove(ruling.correlationKey());
        forgetOld(groups, now);
        Instant since = now.minus(bound.within());
        long others = groups.sequencedValues().reversed().stream()
                .takeWhile(group -> group.seenAt().isAfter(since))
                .limit(bound.incidents())
                .count();
        boolean isAbsorbed = others >= bound.incidents()
                || (before != null && before.isAbsorbed() && isOpen.test(ruling.stormKey()));
        groups.putLast(ruling.correlationKey(), new Group(now, isAbsorbed));
        return isAbsorbed;
    }

    private static void forgetOld(SequencedMap<String, Group> groups, Instant now) {
        while (!groups.isEmpty() && groups.firstEntry().getValue().seenAt().isBefore(now.minus(KEPT_FOR))) {
            groups.pollFirstEntry();
        }
    }
}
