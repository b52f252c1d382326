package dev.firebreak.catalog.system;

import dev.firebreak.model.Severity;
import java.time.Duration;
import java.util.Set;

/**
 * Something that Firebreak looks at by itself.
 *
 * @param name unique in its system, made for use in paths
 * @param service of the same system
 * @param every from the begin of one look to the next
 * @param timeout of one look, all of it
 */
public record Monitor(
        String name, String service, Probe probe, Duration every, Duration timeout, Patience patience, Raise raise) {
    /** The {@code source} of alerts that a look raised. */
    public static final String SOURCE = "monitor";
    /** The {@code source} of alerts about heartbeats. */
    public static final String HEARTBEAT_SOURCE = "heartbeat";
    /** Labels of such an alert that say whose it is; no expression has to guess. */
    public static final String SYSTEM_LABEL = "system";

    public static final String SERVICE_LABEL = "service";
    public static final String NAME_LABEL = "monitor";

    private static final Set<String> SOURCES = Set.of(SOURCE, HEARTBEAT_SOURCE);

    /** True for alerts of our own, whose labels are made here and not by a sender. */
    public static boolean raised(String source) {
        return SOURCES.contains(source);
    }

    public boolean isHeartbeat() {
        return probe instanceof Probe.Heartbeat;
    }

    public Severity severity(Breach breach) {
        return breach == Breach.WARNING ? Severity.WARNING : raise.severity();
    }

    /**
     * How sure it has to be.
     *
     * @param failAfter bad looks in a row until it raises
     * @param recoverAfter good looks in a row until that is over, so that one lucky answer ends nothing
     * @param lasting how long it has to be bad without a break until it raises; zero for at once
     */
    public record Patience(int failAfter, int recoverAfter, Duration lasting) {}

    /** @param severity of what is critical; a warning is a warning */
    public record Raise(String name, Severity severity) {}
}
