package dev.firebreak.notifier.obligation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Until when it must be proven that somebody was told, from the fact on.
 *
 * @param callWithin what calls somebody
 * @param newsWithin what informs
 */
@ConfigurationProperties("firebreak.obligations")
public record ObligationSettings(
        @DefaultValue("1m") Duration callWithin,
        @DefaultValue("5m") Duration newsWithin) {}
