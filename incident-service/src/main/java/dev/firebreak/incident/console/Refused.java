package dev.firebreak.incident.console;

import dev.firebreak.incident.console.Neighbours.Neighbour;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Webhooks of one source that alert-ingest did not take since it began.
 *
 * @param unauthenticated for their signature or token
 * @param all for whatever reason
 */
record Refused(long unauthenticated, long all) {
    /** Those of no source that exists under {@code none}; empty when alert-ingest does not tell. */
    static Optional<Map<String, Refused>> bySource(List<Neighbour> neighbours) {
        return Neighbour.samples(neighbours, "alert-ingest").map(samples -> {
            Map<String, Refused> sources = new TreeMap<>();
            samples.of("ingest_refused_total").forEach(sample -> {
                long count = (long) sample.value();
                boolean isStranger = "unauthenticated".equals(sample.labels().get("reason"));
                sources.merge(
                        sample.labels().getOrDefault("source", "none"),
                        new Refused(isStranger ? count : 0, count),
                        Refused::plus);
            });
            return sources;
        });
    }

    private Refused plus(Refused more) {
        return new Refused(unauthenticated + more.unauthenticated, all + more.all);
    }
}
