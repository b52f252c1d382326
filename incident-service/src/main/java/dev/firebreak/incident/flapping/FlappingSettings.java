package dev.firebreak.incident.flapping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ends so many ends of one fingerprint within {@code within} are flapping; 0 switches it off
 * @param quietFor how long it must not have fired until its end counts
 */
@ConfigurationProperties("firebreak.flapping")
public record FlappingSettings(
        @DefaultValue("4") int ends,
        @DefaultValue("30m") Duration within,
        @DefaultValue("10m") Duration quietFor) {
    public FlappingSettings {
        if (ends < 0 || ends == 1) {
            throw new IllegalArgumentException("firebreak.flapping.ends is 0 for off, or 2 and more, not " + ends);
        }
    }
}
