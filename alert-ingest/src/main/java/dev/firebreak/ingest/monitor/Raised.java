package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.model.Severity;
import java.time.Instant;

/**
 * An alert that fires, with what its end needs to know even when the catalogue has changed or lost its monitor.
 *
 * @param kind how it is looked at, in one word
 * @param startsAt of the first look that was bad
 * @param sentAt when it was last told
 */
record Raised(
        String kind, String name, String service, Breach breach, Severity severity, Instant startsAt, Instant sentAt) {}
