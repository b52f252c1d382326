package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.Template;
import dev.firebreak.model.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that Firebreak looks at by itself.
 *
 * @param failAfter failures in a row until it raises
 * @param raise null for a threshold, which raises by its own name
 */
public record Monitor(
        String name,
        String service,
        Probe probe,
        Duration every,
        int failAfter,
        @Nullable Raise raise) {
    /** How it looks. */
    public sealed interface Probe {}

    public record HttpProbe(Template url, int status) implements Probe {}

    public record ThresholdProbe(Threshold threshold) implements Probe {}

    /** Raises when nobody has called for so long. */
    public record HeartbeatProbe(Duration within) implements Probe {}

    public record Raise(String name, Severity severity) {}
}
