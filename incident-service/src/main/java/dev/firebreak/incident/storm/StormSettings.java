package dev.firebreak.incident.storm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param incidents so many correlation groups of one system may open incidents of their own within {@code within}; those
 *     that follow share one. 0 for no bound
 */
@ConfigurationProperties("firebreak.storm")
record StormSettings(
        @DefaultValue("0") int incidents,
        @DefaultValue("1m") Duration within) {
    StormSettings {
        if (incidents < 0 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("firebreak.storm: incidents from 0 on, within a time above 0");
        }
    }
}
