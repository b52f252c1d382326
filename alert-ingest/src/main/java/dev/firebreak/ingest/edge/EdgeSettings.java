package dev.firebreak.ingest.edge;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on senders.
 *
 * @param requestTimeout from a request's first byte to its last
 * @param maxBytesInFlight of all bodies that are being read or published
 * @param maxRequestsInFlight that are being published at once; with what the broker takes a second it decides how long an
 *     accepted one waits at most
 * @param rate requests a second of one source
 * @param rates of single sources, by their name
 * @param remembered deliveries whose repeats are answered without storing them again
 */
@ConfigurationProperties("firebreak.ingest")
record EdgeSettings(
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("32MB") DataSize maxBytesInFlight,
        @DefaultValue("512") int maxRequestsInFlight,
        @DefaultValue("10000") double rate,
        @DefaultValue Map<String, Double> rates,
        @DefaultValue("20000") int remembered) {
    // A body becomes alerts, records and what the producer holds of them: together some fifteen times its size.
    private static final int HEAP_OF_A_BYTE = 32;

    EdgeSettings {
        rates = Map.copyOf(rates);
    }

    /** In bytes. A small heap holds less than the setting allows, and overload must end in an answer. */
    long maxBytesInFlight(long heap) {
        return Math.min(maxBytesInFlight.toBytes(), heap / HEAP_OF_A_BYTE);
    }
}
