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
 * @param maxBytesInFlight of all bodies that are being read, wait or are worked on
 * @param maxRequestsInFlight that are worked on at once; more wait for their turn
 * @param patience when the first of a source has waited for its turn this long, further ones are asked to come again
 * @param rate requests a second of one source
 * @param rates of single sources, by their name
 * @param remembered deliveries whose repeats are answered without storing them again
 */
@ConfigurationProperties("firebreak.ingest")
record EdgeSettings(
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("32MB") DataSize maxBytesInFlight,
        @DefaultValue("512") int maxRequestsInFlight,
        @DefaultValue("600ms") Duration patience,
        @DefaultValue("10000") double rate,
        @DefaultValue Map<String, Double> rates,
        @DefaultValue("20000") int remembered) {
    private static final int HEAP_OF_A_BYTE = 8;
    // At work a body becomes alerts, records and what the producer holds of them: together some fifteen times its size,
    // and only what lives no longer than a collection costs little.
    private static final int HEAP_OF_A_BYTE_AT_WORK = 128;

    EdgeSettings {
        rates = Map.copyOf(rates);
    }

    /** In bytes. A small heap holds less than the setting allows, and overload must end in an answer. */
    long maxBytesInFlight(long heap) {
        return Math.min(maxBytesInFlight.toBytes(), heap / HEAP_OF_A_BYTE);
    }

    /** Of bodies that are worked on at once, in bytes: so few that their records fit into the producer's buffer. */
    long maxBytesAtWork(long heap) {
        return Math.min(maxBytesInFlight.toBytes() / 8, heap / HEAP_OF_A_BYTE_AT_WORK);
    }
}
