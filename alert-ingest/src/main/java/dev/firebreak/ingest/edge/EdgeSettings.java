package dev.firebreak.ingest.edge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on senders.
 *
 * @param requestTimeout from a request's headers to the end of its body
 * @param maxBytesInFlight of all bodies that are being read or published
 */
@ConfigurationProperties("firebreak.ingest")
record EdgeSettings(
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("32MB") DataSize maxBytesInFlight) {}
