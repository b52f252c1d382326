package dev.firebreak.incident.flapping;

import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a fingerprint ended lately, this end included.
 *
 * @param isNews it did not count as flapping before
 */
public record Flaps(int ends, boolean isFlapping, boolean isNews) {
    /** Its end waits: if it fires again until then, by the source's times it never ended. */
    public Hold hold(@Nullable IncidentId incident, FlappingSettings settings, Instant now) {
        Instant dueAt = now.plus(settings.quietFor());
        return Hold.flapping(
                ends + " ends within " + Durations.format(settings.within()) + ": this one counts at " + dueAt
                        + " unless it fires again",
                dueAt,
                incident);
    }

    /** For the incident's people. */
    public IncidentEvent.Flapping news(String name, String service, FlappingSettings settings) {
        return new IncidentEvent.Flapping(name, service, ends, settings.within(), settings.quietFor());
    }
}
