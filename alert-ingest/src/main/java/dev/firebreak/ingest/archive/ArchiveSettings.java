package dev.firebreak.ingest.archive;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of what came in is kept.
 *
 * @param keptFor zero to keep nothing
 * @param maxBytes of all bodies together
 * @param maxBody a larger one is not kept: cut it would be no JSON
 * @param perSecond bodies that are written a second; a storm leaves a sample of itself
 * @param bytesPerSecond once they are so many, the rest waits for the next second
 * @param maxQueued bytes that wait in memory to be written
 * @param redacted further words that make a field's value a secret when its name contains one
 */
@ConfigurationProperties("firebreak.ingest.archive")
record ArchiveSettings(
        @DefaultValue("7d") Duration keptFor,
        @DefaultValue("100000") long maxRows,
        @DefaultValue("256MB") DataSize maxBytes,
        @DefaultValue("256KB") DataSize maxBody,
        @DefaultValue("100") int perSecond,
        @DefaultValue("512KB") DataSize bytesPerSecond,
        @DefaultValue("8MB") DataSize maxQueued,
        @DefaultValue Set<String> redacted) {
    private static final int HEAP_OF_A_QUEUED_BYTE = 32;

    ArchiveSettings {
        redacted = Set.copyOf(redacted);
    }

    /** In bytes. A small heap has other use for its memory than bodies that wait. */
    long maxQueued(long heap) {
        return Math.min(maxQueued.toBytes(), heap / HEAP_OF_A_QUEUED_BYTE);
    }

    boolean isOn() {
        return keptFor.isPositive();
    }
}
