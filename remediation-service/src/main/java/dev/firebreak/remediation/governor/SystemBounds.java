package dev.firebreak.remediation.governor;

import dev.firebreak.catalog.system.AutomationRule;
import dev.firebreak.catalog.system.SystemDefinition;
import java.util.Objects;

/**
 * What bounds automation in one system: its own words, else those for all.
 *
 * @param services that it has
 * @param maxShare of them that may be in trouble at once; a single one always may
 * @param openIncidents at most; 0 for no bound
 * @param failuresInARow that stop it; 0 for no bound
 */
public record SystemBounds(int services, double maxShare, int openIncidents, int failuresInARow) {
    public static SystemBounds of(SystemDefinition system, GovernorSettings settings) {
        AutomationRule own = system.automation();
        return new SystemBounds(
                system.services().size(),
                Objects.requireNonNullElse(own.maxShare(), settings.maxShare()),
                Objects.requireNonNullElse(own.openIncidents(), settings.openIncidents()),
                Objects.requireNonNullElse(own.failuresInARow(), settings.failuresInARow()));
    }

    /** Only then is it counted how much of the system is in trouble: in a large one that is work. */
    boolean isBound() {
        return openIncidents > 0 || maxShare < 1;
    }
}
