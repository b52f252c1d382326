package dev.firebreak.incident.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param lookEvery how late an entry may be told
 * @param heartbeatEvery a sign of life when there is nothing to tell
 * @param stalledAfter who takes nothing for so long, heartbeats included, is cut
 * @param longest a stream ends after this, so that whoever listens proves again that they may
 */
@ConfigurationProperties("firebreak.stream")
record StreamSettings(
        @DefaultValue("200ms") Duration lookEvery,
        @DefaultValue("15s") Duration heartbeatEvery,
        @DefaultValue("45s") Duration stalledAfter,
        @DefaultValue("15m") Duration longest,
        @DefaultValue("200") int listenersAtMost) {}
