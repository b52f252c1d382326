package dev.firebreak.incident.console;

import dev.firebreak.incident.console.DeliveryQueries.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source of alerts: what came of it, and what was not taken.
 *
 * @param lastSeen null when nothing of it was taken in a week
 * @param refused null when alert-ingest does not tell
 */
record SourceLine(
        String name,
        @Nullable Instant lastSeen,
        long today,
        @Nullable Refused refused) {
    private static final Refused NOTHING = new Refused(0, 0);

    /** Those that were heard first, then those that only ever were refused. */
    static List<SourceLine> of(List<Source> heard, Optional<Map<String, Refused>> refused) {
        Stream<SourceLine> taken = heard.stream()
                .map(source -> new SourceLine(
                        source.name(),
                        source.lastSeen(),
                        source.today(),
                        refused.map(known -> known.getOrDefault(source.name(), NOTHING))
                                .orElse(null)));
        Stream<SourceLine> others = refused.stream()
                .flatMap(known -> known.entrySet().stream())
                .filter(each -> heard.stream().noneMatch(source -> source.name().equals(each.getKey())))
                .map(each -> new SourceLine(each.getKey(), null, 0, each.getValue()));
        return Stream.concat(taken, others).toList();
    }
}
