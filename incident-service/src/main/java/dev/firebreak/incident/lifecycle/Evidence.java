package dev.firebreak.incident.lifecycle;

import dev.firebreak.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for a level, besides what the incident's snapshot shows.
 *
 * @param services of which alerts came, the first one first
 * @param fingerprints how many different things have fired
 * @param levelSetAt when a person last said how bad it is; null when nobody did
 * @param overruled the worst that a person found exaggerated: only what is worse than that counts again
 */
public record Evidence(
        List<String> services,
        int fingerprints,
        @Nullable Instant levelSetAt,
        @Nullable Severity overruled) {
    static final Evidence NONE = new Evidence(List.of(), 0, null, null);
    private static final int SERVICES_KEPT = 50;

    public Evidence {
        services = List.copyOf(services);
    }

    Evidence with(List<String> more, int newFingerprints) {
        List<String> all = new ArrayList<>(services);
        more.stream().filter(each -> !all.contains(each)).distinct().forEach(all::add);
        return new Evidence(
                all.subList(0, Math.min(all.size(), SERVICES_KEPT)),
                fingerprints + newFingerprints,
                levelSetAt,
                overruled);
    }

    /** A person said that it is another level than this. */
    Evidence judged(Severity than, Instant at) {
        Severity worst = overruled != null && overruled.isWorseThan(than) ? overruled : than;
        return new Evidence(services, fingerprints, at, worst);
    }

    /** Whether a rule may still make it that bad. */
    boolean admits(Severity severity) {
        return overruled == null || severity.isWorseThan(overruled);
    }
}
