package dev.firebreak.backtest;

import dev.firebreak.incident.flapping.FlappingSettings;
import dev.firebreak.incident.flapping.Flaps;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** How often fingerprints of open incidents ended lately, as the table of flaps counts it. */
final class PastFlaps {
    private final FlappingSettings settings;
    private final Map<String, NavigableSet<Instant>> ends = new HashMap<>();
    private final Set<String> flapping = new HashSet<>();

    PastFlaps(FlappingSettings settings) {
        this.settings = settings;
    }

    FlappingSettings settings() {
        return settings;
    }

    Flaps count(String fingerprint, Instant endedAt, Instant now) {
        NavigableSet<Instant> mine = ends.computeIfAbsent(fingerprint, _ -> new TreeSet<>());
        mine.add(endedAt);
        mine.headSet(now.minus(settings.within()), true).clear();
        boolean isFlapping = settings.ends() > 0 && mine.size() >= settings.ends();
        boolean was = flapping.contains(fingerprint);
        if (isFlapping) {
            flapping.add(fingerprint);
        } else {
            flapping.remove(fingerprint);
        }
        return new Flaps(mine.size(), isFlapping, isFlapping && !was);
    }
}
