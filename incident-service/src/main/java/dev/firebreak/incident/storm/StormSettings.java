package dev.firebreak.incident.storm;

import dev.firebreak.catalog.system.StormBound;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For systems whose catalogue sets no bound of its own.
 *
 * @param incidents 0 for no bound
 */
@ConfigurationProperties("firebreak.storm")
record StormSettings(
        @DefaultValue("30") int incidents,
        @DefaultValue("1m") Duration within) {
    StormSettings {
        new StormBound(incidents, within);
    }

    StormBound bound() {
        return new StormBound(incidents, within);
    }
}
